package dev.kindling.learn;

import dev.kindling.layer.OneHot;
import dev.kindling.layer.Softmax;
import dev.kindling.trace.Symbol;

/**
 * The weighted mean over a task's examples of {@code log sum_c exp(s_c) - s_y}, with scores s and
 * class y, and {@link Softmax} keeping exponentials small.
 */
final class CrossEntropy {
  private CrossEntropy() {}

  static Symbol perTask(Symbol scores, Batch batch) {
    Symbol shifted = Softmax.shifted(scores);
    Symbol total = Softmax.logTotal(shifted);
    Symbol right = OneHot.apply(batch.scalarTargets(), scores.shape().dimension(2));
    Symbol chosen = shifted.times(right).sum(2);
    Symbol weighted = total.minus(chosen).times(batch.weights());
    return weighted.sum(1).divide(batch.weights().sum(1));
  }
}
