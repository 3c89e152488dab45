package dev.kindling.learn;

import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;

/** How wrong predictions are, task by task. */
public interface Loss {
  /** {@code [tasks]}, from predictions {@code [tasks, examples, outputs]}. */
  Symbol perTask(Symbol predictions, Batch batch);

  static Loss of(TaskShape shape) {
    return switch (shape.targetKind()) {
      case NUMBERS -> MeanSquaredError::perTask;
      case BINARY -> BinaryCrossEntropy::perTask;
      case CLASSES -> CrossEntropy::perTask;
    };
  }
}
