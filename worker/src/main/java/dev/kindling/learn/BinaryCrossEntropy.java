package dev.kindling.learn;

import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;

/**
 * The weighted mean over a task's examples, and over the numbers of a target, of {@code log(1 +
 * exp(s)) - s y}, with scores s and targets y of 0 or 1: minus the log of what {@code sigmoid(s)}
 * gives to y.
 *
 * <p>It is computed as {@code m + log(exp(-m) + exp(s - m)) - s y} with {@code m = max(s, 0)} as a
 * constant, so that no exponential overflows. This equals {@code max(s, 0) - s y + log(1 +
 * exp(-|s|))}, whose derivative by parts would be wrong at 0, where untrained heads begin.
 */
final class BinaryCrossEntropy {
  private BinaryCrossEntropy() {}

  /** {@code [tasks]}, from scores {@code [tasks, examples, d]}. */
  static Symbol perTask(Symbol scores, Batch batch) {
    Symbol y = batch.targets().reshape(scores.shape());
    Symbol m = scores.unary(UnaryKind.RELU).stopGradient();
    Symbol total = m.negate().unary(UnaryKind.EXP).plus(scores.minus(m).unary(UnaryKind.EXP));
    return batch.mean(m.plus(total.unary(UnaryKind.LOG)).minus(scores.times(y)));
  }
}
