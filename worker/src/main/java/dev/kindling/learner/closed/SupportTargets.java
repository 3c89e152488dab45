package dev.kindling.learner.closed;

import dev.kindling.layer.OneHot;
import dev.kindling.learn.Batch;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;

/** Targets of examples as a row of numbers each, one for each output of a model. */
final class SupportTargets {
  private SupportTargets() {}

  /**
   * {@code [tasks, examples, outputs]}: numbers as they are; of a class, and of what is so, 1 and
   * else 0.
   */
  static Symbol rows(TaskShape shape, Batch batch) {
    if (shape.targetKind() == TargetKind.CLASSES) {
      return OneHot.apply(batch.scalarTargets(), shape.classes());
    }
    int tasks = batch.weights().shape().dimension(0);
    return batch.targets().reshape(Shape.of(tasks, batch.examples(), shape.outputs()));
  }
}
