package dev.kindling.learner.gradient;

import dev.kindling.trace.Symbol;
import java.util.Arrays;

/** Numbers of which each task has one, for all elements of its tensors. */
final class PerTask {
  private PerTask() {}

  /** {@code tensor}, whose first axis counts tasks, times each task's factor {@code [tasks]}. */
  static Symbol times(Symbol tensor, Symbol factor) {
    Integer[] axes = new Integer[tensor.shape().rank() - 1];
    Arrays.setAll(axes, axis -> axis + 1);
    Symbol everywhere = axes.length == 0 ? factor : factor.broadcast(tensor.shape(), axes);
    return tensor.times(everywhere);
  }
}
