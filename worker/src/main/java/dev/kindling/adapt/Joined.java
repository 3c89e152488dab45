package dev.kindling.adapt;

import dev.kindling.fault.Fault;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import java.util.Arrays;

/** Examples one after the other. */
final class Joined {

  private Joined() {}

  static Examples of(Examples first, Examples more) {
    return new Examples(
        of("features", first.features(), more.features()),
        of("targets", first.targets(), more.targets()),
        of("weights", first.weights(), more.weights()));
  }

  private static HostTensor of(String what, HostTensor first, HostTensor more) {
    int[] shape = first.shape();
    int[] other = more.shape();
    if (shape.length != other.length
        || !Arrays.equals(tail(shape), tail(other))
        || first.type() != more.type()) {
      throw Fault.data(
          "%s are %s but those of further examples are %s; give them in one form"
              .formatted(what, first, more));
    }
    float[] all = Arrays.copyOf(first.floats(), first.size() + more.size());
    System.arraycopy(more.floats(), 0, all, first.size(), more.size());
    shape[0] = Math.addExact(shape[0], other[0]);
    return HostTensor.of(all, shape);
  }

  private static int[] tail(int[] shape) {
    return Arrays.copyOfRange(shape, 1, shape.length);
  }

  /** Rows {@code from} to {@code to} of a tensor. */
  static HostTensor rows(HostTensor all, int from, int to) {
    int[] shape = all.shape();
    int each = all.size() / shape[0];
    shape[0] = to - from;
    return HostTensor.of(Arrays.copyOfRange(all.floats(), from * each, to * each), shape);
  }
}
