package dev.kindling.evaluation;

import java.util.Locale;

/**
 * A mean over n episodes and half the width of its 95 % interval,
 *
 * <pre>
 *   t s / sqrt(n),   s^2 = sum (x_i - mean)^2 / (n - 1)
 * </pre>
 *
 * where t is Student's quantile of n - 1 degrees of freedom. It is unknown, not a number, for one
 * episode.
 */
public record Estimate(double mean, double halfWidth) {
  /** Sums in the order of the values, so that the same values give the same bits. */
  static Estimate of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    double variance = squares / (values.length - 1);
    double quantile = values.length < 2 ? Double.NaN : StudentQuantile.of(values.length - 1);
    return new Estimate(mean, quantile * Math.sqrt(variance / values.length));
  }

  /** JSON has no numbers that are not finite. */
  static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  /** A difference for people, with its sign. */
  public String differenceText() {
    return Double.isFinite(halfWidth)
        ? String.format(Locale.ROOT, "%+.4g ± %.2g", mean, halfWidth)
        : String.format(Locale.ROOT, "%+.4g", mean);
  }

  /** A difference of shares for people, in points of a hundred. */
  String pointsText() {
    return Double.isFinite(halfWidth)
        ? String.format(Locale.ROOT, "%+.1f ± %.1f points", 100 * mean, 100 * halfWidth)
        : String.format(Locale.ROOT, "%+.1f points", 100 * mean);
  }

  /** A share for people, in per cent. */
  public String percentText() {
    return Double.isFinite(halfWidth)
        ? String.format(Locale.ROOT, "%.1f ± %.1f %%", 100 * mean, 100 * halfWidth)
        : String.format(Locale.ROOT, "%.1f %%", 100 * mean);
  }

  /** For people, with the interval if there is one. */
  public String text() {
    if (!Double.isFinite(mean)) {
      return "diverges";
    }
    return Double.isFinite(halfWidth)
        ? String.format(Locale.ROOT, "%.4g ± %.2g", mean, halfWidth)
        : String.format(Locale.ROOT, "%.4g", mean);
  }
}
