package dev.kindling.form;

import dev.kindling.fault.Fault;
import java.util.Locale;
import java.util.Set;

/** What a cell of a table stands for, as importers of tables have it. */
final class CellText {

  /** What people write where a number is missing. */
  private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none");

  private static final Set<String> INFINITE =
      Set.of("inf", "+inf", "-inf", "infinity", "+infinity", "-infinity");

  private static final int MOST_SHOWN = 60;

  private CellText() {}

  /** Whether there is nothing in it. */
  static boolean isBlank(Object cell) {
    return cell == null || String.valueOf(cell).isBlank();
  }

  /** In single precision, with 0 for -0; NaN where it is missing. */
  static float number(String column, Object cell) {
    float number = (float) real(column, cell) + 0f;
    if (Float.isInfinite(number)) {
      throw Fault.data(
          "a number of single precision is expected in %s but it is %s; mend it or leave the row out"
              .formatted(column, shown(cell)));
    }
    return number;
  }

  private static double real(String column, Object cell) {
    if (cell == null) {
      return Double.NaN;
    }
    if (cell instanceof Number number) {
      return number.doubleValue();
    }
    if (cell instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (cell instanceof CharSequence text) {
      return parsed(column, text.toString().trim());
    }
    throw Fault.data(
        "a number is expected in %s but there is a %s; give a number or its text"
            .formatted(column, cell.getClass().getSimpleName()));
  }

  private static double parsed(String column, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (MISSING.contains(lower)) {
      return Double.NaN;
    }
    if (INFINITE.contains(lower)) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    try {
      double value = Double.parseDouble(text);
      // Java takes 1d and 1f for numbers, people do not.
      if (lower.endsWith("d") || lower.endsWith("f")) {
        throw new NumberFormatException();
      }
      return value;
    } catch (NumberFormatException e) {
      throw Fault.data(
          "a number is expected in %s but it is %s; mend it, or leave it empty where it is missing"
              .formatted(column, shown(text)),
          e);
    }
  }

  private static String shown(Object cell) {
    String text = String.valueOf(cell);
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
  }
}
