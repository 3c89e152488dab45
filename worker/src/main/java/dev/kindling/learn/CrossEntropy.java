package dev.kindling.learn;

import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;
import java.util.List;

/**
 * The weighted mean over a task's examples of {@code log sum_c exp(s_c) - s_y}, with scores s and
 * class y. The largest score is taken off first, as a constant, so that no exponential overflows.
 */
final class CrossEntropy {
  private CrossEntropy() {}

  static Symbol perTask(Symbol scores, Batch batch) {
    Symbol largest = scores.reduce(ReduceKind.MAX, List.of(2)).stopGradient();
    Symbol shifted = scores.minus(largest.broadcast(scores.shape(), 2));
    Symbol total = shifted.unary(UnaryKind.EXP).sum(2).unary(UnaryKind.LOG);
    Symbol chosen = shifted.times(oneHot(scores, batch)).sum(2);
    Symbol weighted = total.minus(chosen).times(batch.weights());
    return weighted.sum(1).divide(batch.weights().sum(1));
  }

  private static Symbol oneHot(Symbol scores, Batch batch) {
    Symbol classes = scores.trace().apply(new Op.Range(scores.shape(), 2));
    Symbol targets = batch.targets().broadcast(scores.shape(), 2);
    return classes.compare(CompareKind.EQUAL, targets);
  }
}
