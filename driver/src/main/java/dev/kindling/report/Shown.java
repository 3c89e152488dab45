package dev.kindling.report;

import dev.kindling.evaluation.Estimate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as the page shows them. */
final class Shown {
  static final String ACCURACY = "accuracy";

  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
  private static final double LARGE = 1e6;
  private static final double NARROW = 1e5;
  private static final double SMALL = 1e-4;

  private Shown() {}

  /** A mean with its interval, shares in per cent. */
  static String estimate(String measure, Estimate estimate) {
    if (!Double.isFinite(estimate.mean())) {
      return "not finite";
    }
    return measure.equals(ACCURACY) ? estimate.percentText() : estimate.text();
  }

  /** A value of a measure without an interval. */
  static String value(String measure, double value) {
    return estimate(measure, new Estimate(value, Double.NaN));
  }

  /** Four digits that count, and no zeros after them. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "not finite";
    }
    double size = Math.abs(value);
    if (size != 0 && (size >= LARGE || size < SMALL)) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    String plain = new BigDecimal(value, DIGITS).stripTrailingZeros().toPlainString();
    return plain.equals("-0") ? "0" : plain;
  }

  /** A round number in little room. */
  static String tick(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size >= NARROW || size < SMALL)) {
      return String.format(Locale.ROOT, "%.0e", value).replaceFirst("e([+]?)(-?)0*", "e$2");
    }
    return number(value);
  }

  /** A whole number with its thousands apart. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** How many of something, as {@code 1 task} or {@code 600 tasks}. */
  static String count(long count, String what) {
    return count(count) + " " + what + (count == 1 ? "" : "s");
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String threeDigits(double value) {
    return number(new BigDecimal(value, new MathContext(3)).doubleValue());
  }

  /** A time for people. */
  static String seconds(double seconds) {
    if (seconds < 100) {
      boolean fraction = seconds > 0 && seconds < 1;
      return threeDigits(fraction ? 1000 * seconds : seconds) + (fraction ? " ms" : " s");
    }
    long whole = Math.round(seconds);
    return whole < 3600
        ? "%d min %02d s".formatted(whole / 60, whole % 60)
        : "%d h %02d min".formatted(whole / 3600, whole / 60 % 60);
  }
}
