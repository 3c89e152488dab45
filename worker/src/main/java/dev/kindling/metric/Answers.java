package dev.kindling.metric;

import dev.kindling.task.Examples;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;

/**
 * What was said of a task's query examples, beside what is true.
 *
 * @param scores a number for each output of each example, examples one after the other
 * @param targets a class for each example, or a number for each output
 * @param weights one for each example
 */
@SuppressWarnings("ArrayRecordComponent") // looked at and forgotten, never compared
public record Answers(
    TargetKind kind, int outputs, float[] scores, float[] targets, float[] weights) {

  /** Those of {@code query}, whose examples come first in {@code scores}. */
  public static Answers of(TaskShape shape, float[] scores, Examples query) {
    return new Answers(
        shape.targetKind(),
        shape.outputs(),
        scores,
        query.targets().floats(),
        query.weights().floats());
  }

  public int examples() {
    return weights.length;
  }

  public float score(int example, int output) {
    return scores[example * outputs + output];
  }

  /** The class with the highest score, the first of equals. */
  public int chosen(int example) {
    int best = 0;
    for (int output = 1; output < outputs; output++) {
      best = score(example, output) > score(example, best) ? output : best;
    }
    return best;
  }

  /** How likely the model thinks a class, or that something is so; targets are no numbers. */
  public double probability(int example, int output) {
    if (kind == TargetKind.BINARY) {
      return 1 / (1 + StrictMath.exp(-score(example, output)));
    }
    double largest = score(example, chosen(example));
    double total = 0;
    for (int other = 0; other < outputs; other++) {
      total += StrictMath.exp(score(example, other) - largest);
    }
    return StrictMath.exp(score(example, output) - largest) / total;
  }

  /** Whether an output's yes or no is right; a score above 0 means yes. */
  boolean isRight(int example, int output) {
    return (score(example, output) > 0) == isSo(example, output);
  }

  boolean isSo(int example, int output) {
    return targets[example * outputs + output] > 0;
  }
}
