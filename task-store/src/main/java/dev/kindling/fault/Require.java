package dev.kindling.fault;

import java.util.List;

/**
 * Checks for the compact constructors of settings. Each returns the value it was given, or throws
 * an {@link IllegalArgumentException} such as {@code steps must be at least 1 but is -3}; the code
 * that reads the settings adds where they stand. A name is given as the user writes it: {@code
 * maximum-amplitude}.
 */
public final class Require {

  private Require() {}

  public static int positive(String name, int value) {
    return atLeast(name, value, 1);
  }

  public static long positive(String name, long value) {
    return atLeast(name, value, 1);
  }

  public static double positive(String name, double value) {
    return above(name, value, 0);
  }

  public static int notNegative(String name, int value) {
    return atLeast(name, value, 0);
  }

  public static long notNegative(String name, long value) {
    return atLeast(name, value, 0);
  }

  public static double notNegative(String name, double value) {
    return atLeast(name, value, 0);
  }

  public static int atLeast(String name, int value, int minimum) {
    return (int) atLeast(name, (long) value, minimum);
  }

  public static long atLeast(String name, long value, long minimum) {
    if (value < minimum) {
      throw refused(name, "at least " + minimum, value);
    }
    return value;
  }

  public static int atMost(String name, int value, int maximum) {
    if (value > maximum) {
      throw refused(name, "at most " + maximum, value);
    }
    return value;
  }

  public static double atLeast(String name, double value, double minimum) {
    if (finite(name, value) < minimum) {
      throw refused(name, "at least " + number(minimum), number(value));
    }
    return value;
  }

  public static double above(String name, double value, double bound) {
    if (finite(name, value) <= bound) {
      throw refused(name, "above " + number(bound), number(value));
    }
    return value;
  }

  /** {@code low <= value <= high}. */
  public static double between(String name, double value, double low, double high) {
    if (finite(name, value) < low || value > high) {
      throw refused(name, "between " + number(low) + " and " + number(high), number(value));
    }
    return value;
  }

  /** {@code low <= value <= high}. */
  public static int between(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw refused(name, "between " + low + " and " + high, value);
    }
    return value;
  }

  /** {@code low <= value < high}: for decay rates, since a rate of 1 would never forget. */
  public static double betweenBelow(String name, double value, double low, double high) {
    if (finite(name, value) < low || value >= high) {
      throw refused(name, "at least " + number(low) + " and below " + number(high), number(value));
    }
    return value;
  }

  public static double finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw refused(name, "a finite number", value);
    }
    return value;
  }

  public static <T> T present(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  public static String notBlank(String name, String value) {
    if (present(name, value).isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
    return value;
  }

  /** An unmodifiable copy, none of whose elements is null. */
  public static <T> List<T> copyOf(String name, List<T> values) {
    for (int i = 0; i < present(name, values).size(); i++) {
      present(name + "[" + i + "]", values.get(i));
    }
    return List.copyOf(values);
  }

  public static <T> List<T> copyOfNonEmpty(String name, List<T> values) {
    if (present(name, values).isEmpty()) {
      throw new IllegalArgumentException(name + " must have at least one element but is empty");
    }
    return copyOf(name, values);
  }

  /** An unmodifiable copy of sizes, each of them at least 1. */
  public static List<Integer> copyOfPositive(String name, List<Integer> values) {
    List<Integer> copy = copyOf(name, values);
    for (int i = 0; i < copy.size(); i++) {
      positive(name + "[" + i + "]", copy.get(i).intValue());
    }
    return copy;
  }

  /** {@code values}, none of which is above {@code maximum}, and at most so many of them. */
  public static List<Integer> atMost(
      String name, List<Integer> values, int maximum, int mostElements) {
    if (values.size() > mostElements) {
      throw new IllegalArgumentException(
          name + " must have at most " + mostElements + " elements but has " + values.size());
    }
    for (int i = 0; i < values.size(); i++) {
      atMost(name + "[" + i + "]", values.get(i).intValue(), maximum);
    }
    return values;
  }

  /** Whole numbers as a user writes them: 5, not 5.0. */
  private static String number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private static IllegalArgumentException refused(String name, String expected, Object seen) {
    return new IllegalArgumentException(name + " must be " + expected + " but is " + seen);
  }
}
