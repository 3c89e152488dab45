package dev.kindling.layer;

import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;

/**
 * Layer normalisation, {@code y = (x - mean) / sqrt(variance + 1e-5) * scale + shift}, with mean
 * and variance over the channels of each place alone.
 */
public final class LayerNorm {
  private static final double EPSILON = 1e-5;

  private LayerNorm() {}

  /** Examples {@code [tasks,n,...,c]}, scale and shift {@code [tasks,c]}. */
  public static Symbol apply(Symbol x, Symbol scale, Symbol shift) {
    Symbol centred = x.minus(Channels.alongChannels(mean(x), x));
    Symbol variance = mean(centred.square());
    Symbol deviation = variance.plus(variance.alike(EPSILON)).unary(UnaryKind.SQRT);
    Symbol normal = centred.divide(Channels.alongChannels(deviation, x));
    return normal.times(Channels.everywhere(scale, x)).plus(Channels.everywhere(shift, x));
  }

  private static Symbol mean(Symbol x) {
    int last = Channels.last(x);
    return x.sum(last).times(1.0 / x.shape().dimension(last));
  }
}
