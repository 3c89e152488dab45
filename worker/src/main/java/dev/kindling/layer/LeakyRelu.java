package dev.kindling.layer;

import dev.kindling.trace.Symbol;

/** {@code x > 0 ? x : slope * x}; at 0 the derivative is the slope, as in PyTorch. */
public final class LeakyRelu {
  private LeakyRelu() {}

  public static Symbol apply(Symbol x, double slope) {
    return x.greaterThan(0).select(x, x.times(slope));
  }
}
