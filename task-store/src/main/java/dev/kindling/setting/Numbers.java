package dev.kindling.setting;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Numbers as people write them: {@code 10_000}, {@code 1e-3}, {@code .1}. The grammar is narrower
 * than YAML's, which would read {@code 010} as 8 and {@code 1:30} as 90. Whatever is not a number
 * is an {@link IllegalArgumentException} that says so as "must be ...".
 */
final class Numbers {

  /** Longer than any number worth writing; bounds the work that a text can cause. */
  private static final int LONGEST = 64;

  private static final String DIGITS = "[0-9]+(?:_[0-9]+)*";
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(?:%1$s(?:\\.(?:%1$s)?)?|\\.%1$s)(?:[eE][-+]?[0-9]{1,5})?".formatted(DIGITS));
  private static final Pattern OCTAL_LOOKALIKE = Pattern.compile("[-+]?0[0-9_]+");

  private Numbers() {}

  static long whole(String text, long least, long most) {
    BigDecimal value = decimal(text, "a whole number");
    if (value.stripTrailingZeros().scale() > 0) {
      throw refused("a whole number", text);
    }
    // Magnitude first: a huge exponent must not be written out in digits.
    boolean huge = value.signum() != 0 && value.precision() - (long) value.scale() > 20;
    if (huge
        || value.compareTo(BigDecimal.valueOf(least)) < 0
        || value.compareTo(BigDecimal.valueOf(most)) > 0) {
      throw refused("between " + least + " and " + most, text);
    }
    return value.longValueExact();
  }

  static double real(String text) {
    BigDecimal exact = decimal(text, "a number");
    double value = exact.doubleValue();
    if (Double.isInfinite(value) || (value == 0 && exact.signum() != 0)) {
      throw refused("0 or of a size between 4.9e-324 and 1.8e308", text);
    }
    return value;
  }

  private static BigDecimal decimal(String text, String expected) {
    if (text.length() > LONGEST || !NUMBER.matcher(text).matches()) {
      throw refused(expected, text);
    }
    if (OCTAL_LOOKALIKE.matcher(text).matches()) {
      throw refused(expected + " without leading zeros", text);
    }
    return new BigDecimal(text.replace("_", ""));
  }

  private static IllegalArgumentException refused(String expected, String text) {
    return new IllegalArgumentException("must be " + expected + " but is " + Refusal.shown(text));
  }
}
