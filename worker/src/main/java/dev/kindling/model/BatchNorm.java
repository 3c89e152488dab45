package dev.kindling.model;

import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;

/**
 * Batch normalisation with the statistics of the examples at hand: {@code y = (x - mean) /
 * sqrt(variance + epsilon) * scale + shift}, mean and variance of each task and channel.
 */
final class BatchNorm {
  private static final double EPSILON = 1e-5;

  private BatchNorm() {}

  /** Images {@code [tasks,...,c]}, scale and shift {@code [tasks,c]}. */
  static Symbol apply(Symbol x, Symbol scale, Symbol shift) {
    Integer[] inner = Conv4.inner(x);
    int count = x.shape().size() / scale.shape().size();
    Symbol mean = x.sum(inner).times(1.0 / count);
    Symbol centred = x.minus(Conv4.everywhere(mean, x));
    Symbol variance = centred.square().sum(inner).times(1.0 / count);
    Symbol deviation = variance.plus(variance.alike(EPSILON)).unary(UnaryKind.SQRT);
    Symbol factor = scale.divide(deviation);
    return centred.times(Conv4.everywhere(factor, x)).plus(Conv4.everywhere(shift, x));
  }
}
