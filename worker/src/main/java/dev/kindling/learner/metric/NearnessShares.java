package dev.kindling.learner.metric;

import dev.kindling.layer.Softmax;
import dev.kindling.learn.Batch;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;

/**
 * The support examples' shares in an answer, by how near they are: {@code w_i exp(s_i) / sum_j w_j
 * exp(s_j)}, with weights w and scores s.
 */
final class NearnessShares {
  /** Below any score. */
  private static final double NOWHERE = -1e30;

  private NearnessShares() {}

  /** The shares {@code [tasks, examples, support]}, from scores of that shape. */
  static Symbol shares(Symbol scores, Batch support) {
    Symbol weights = support.weights().broadcast(scores.shape(), 1);
    Symbol counting = weights.greaterThan(0).select(scores, scores.alike(NOWHERE));
    Symbol parts = Softmax.shifted(counting).unary(UnaryKind.EXP).times(weights);
    return parts.divide(parts.sum(2).broadcast(scores.shape(), 2));
  }

  /** The mean of the support's targets by their shares, {@code [tasks, examples, numbers]}. */
  static Symbol mean(Symbol scores, Batch support) {
    Symbol targets = support.targets();
    int tasks = targets.shape().dimension(0);
    int numbers = targets.shape().size() / tasks / support.examples();
    Shape rows = Shape.of(tasks, support.examples(), numbers);
    return shares(scores, support).matMul(targets.reshape(rows));
  }
}
