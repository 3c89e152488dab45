package dev.kindling.layer;

import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;
import java.util.List;

/**
 * Shares of exponentials along the last axis. The largest number is subtracted first, as a
 * constant, so that no exponential overflows.
 */
public final class Softmax {
  /** So low that its exponential is 0 beside any score, and a float holds it. */
  private static final double NOWHERE = -1e30;

  private Softmax() {}

  /** {@code exp(x_i) / sum_j exp(x_j)}. */
  public static Symbol apply(Symbol x) {
    Symbol exponentials = shifted(x).unary(UnaryKind.EXP);
    Symbol total = exponentials.sum(Channels.last(x));
    return exponentials.divide(Channels.alongChannels(total, x));
  }

  /** The same among the places where {@code mask}, of x's shape, is not 0; other shares are 0. */
  public static Symbol apply(Symbol x, Symbol mask) {
    return apply(mask.select(x, x.alike(NOWHERE)));
  }

  /** {@code log sum_j exp(x_j)}, without the last axis. */
  public static Symbol logSumExp(Symbol x) {
    return logTotal(shifted(x)).plus(largest(x));
  }

  /** {@code x_i - max_j x_j}, which changes no share. */
  public static Symbol shifted(Symbol x) {
    return x.minus(Channels.alongChannels(largest(x), x));
  }

  /** {@code log sum_j exp(x_j)} of numbers already {@linkplain #shifted shifted}. */
  public static Symbol logTotal(Symbol shifted) {
    return shifted.unary(UnaryKind.EXP).sum(Channels.last(shifted)).unary(UnaryKind.LOG);
  }

  private static Symbol largest(Symbol x) {
    return x.reduce(ReduceKind.MAX, List.of(Channels.last(x))).stopGradient();
  }
}
