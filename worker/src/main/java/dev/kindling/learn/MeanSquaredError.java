package dev.kindling.learn;

import dev.kindling.trace.Symbol;

/**
 * The weighted mean over a task's examples of the squared error: {@code sum_i w_i |y_i - p_i|^2 / d
 * / sum_i w_i}, with {@code d} numbers in a target.
 */
final class MeanSquaredError {
  private MeanSquaredError() {}

  /** {@code [tasks]}, from predictions {@code [tasks, examples, d]}. */
  static Symbol perTask(Symbol predictions, Batch batch) {
    Symbol error = predictions.minus(batch.targets().reshape(predictions.shape()));
    return batch.mean(error.square());
  }
}
