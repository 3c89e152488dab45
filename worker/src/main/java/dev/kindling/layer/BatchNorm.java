package dev.kindling.layer;

import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;

/** Batch normalisation, {@code y = (x - mean) / sqrt(variance + 1e-5) * scale + shift}. */
public final class BatchNorm {
  private static final double EPSILON = 1e-5;

  private BatchNorm() {}

  /** Examples {@code [tasks,n,...,c]}, scale and shift {@code [tasks,c]}. */
  public static Symbol apply(Symbol x, Statistics statistics, Symbol scale, Symbol shift) {
    Symbol centred = x.minus(Channels.everywhere(statistics.mean(), x));
    Symbol variance = statistics.variance();
    Symbol deviation = variance.plus(variance.alike(EPSILON)).unary(UnaryKind.SQRT);
    Symbol factor = scale.divide(deviation);
    return centred.times(Channels.everywhere(factor, x)).plus(Channels.everywhere(shift, x));
  }
}
