package dev.kindling.learn;

import dev.kindling.layer.Softmax;
import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
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
    Symbol chosen = shifted.times(oneHot(scores, batch)).sum(2);
    Symbol weighted = total.minus(chosen).times(batch.weights());
    return weighted.sum(1).divide(batch.weights().sum(1));
  }

  private static Symbol oneHot(Symbol scores, Batch batch) {
    Symbol classes = scores.trace().apply(new Op.Range(scores.shape(), 2));
    Symbol targets = batch.scalarTargets().broadcast(scores.shape(), 2);
    return classes.compare(CompareKind.EQUAL, targets);
  }
}
