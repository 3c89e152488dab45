package dev.kindling.form;

import dev.kindling.fault.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the cells of a table into what an import stores of them, and rows into features. A cell is
 * null, a number, a truth value or a text; NaN, null and what people write for a missing number
 * ({@code NA}, {@code null}, ...) are missing. Any thread may use it.
 */
public final class TableReading {

  private final TableForm form;
  private final Unseen unseen;
  private final List<Map<String, Integer>> codes = new ArrayList<>();
  private final Map<String, Integer> classes = new HashMap<>();

  TableReading(TableForm form, Unseen unseen) {
    this.form = form;
    this.unseen = unseen;
    form.categories().forEach(column -> codes.add(numbered(column.values(), 1)));
    classes.putAll(numbered(form.target().names(), 0));
  }

  private static Map<String, Integer> numbered(List<String> values, int first) {
    Map<String, Integer> numbers = new HashMap<>();
    values.forEach(value -> numbers.put(value, first + numbers.size()));
    return numbers;
  }

  /**
   * Refuses a table in which a column of the features is missing.
   *
   * @param names of the table's columns, in any order; others than those of the features may be
   *     there
   */
  public void requireColumns(Collection<String> names) {
    for (String column : form.columns()) {
      if (!names.contains(column)) {
        throw Fault.data(
            "the column %s is expected but the columns are %s; the model learned from %s: add it, or give it its old name"
                .formatted(column, List.copyOf(names), form.columns()));
      }
    }
  }

  /** The features of a row, given by the names of its columns; others are not looked at. */
  public float[] features(Map<String, ?> row) {
    requireColumns(row.keySet());
    float[] numbers = new float[form.numbers().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(i, row.get(form.numbers().get(i).name()));
    }
    int[] coded = new int[form.categories().size()];
    for (int i = 0; i < coded.length; i++) {
      coded[i] = code(i, row.get(form.categories().get(i).name()));
    }
    float[] features = new float[numbers.length + coded.length];
    form.write(numbers, coded, features, 0);
    return features;
  }

  /**
   * What is stored of a cell of a column of numbers: NaN where there is none.
   *
   * @param column its place among the columns of numbers
   */
  public float number(int column, Object cell) {
    return CellText.number(form.numbers().get(column).name(), cell);
  }

  /**
   * The code of a cell of a column of categories.
   *
   * @param column its place among the columns of categories
   */
  public int code(int column, Object cell) {
    if (CellText.isBlank(cell)) {
      return 0;
    }
    CategoryColumn category = form.categories().get(column);
    if (category.values().isEmpty()) {
      return (int) whole(category.name(), cell, category.codes(), "codes");
    }
    Integer code = codes.get(column).get(String.valueOf(cell));
    if (code == null && unseen == Unseen.REFUSED) {
      throw Fault.data(
          "a category that the model learned of is expected in %s but \"%s\" is none of its %d; mend it, or let unseen categories count as missing"
              .formatted(category.name(), cell, category.values().size()));
    }
    return code == null ? 0 : code;
  }

  /** The target of a row: a number, 0 or 1, or the number of a class. */
  public float target(Object cell) {
    TargetColumn target = form.target();
    if (!target.names().isEmpty()) {
      Integer number = classes.get(String.valueOf(cell));
      if (number == null) {
        throw Fault.data(
            "one of the classes %s is expected in %s but \"%s\" is none; mend it or leave the row out"
                .formatted(target.names(), target.name(), cell));
      }
      return number;
    }
    if (target.classes() > 0) {
      return (float) whole(target.name(), cell, Math.max(2, target.classes()), "classes");
    }
    float value = CellText.number(target.name(), cell);
    if (Float.isNaN(value)) {
      throw Fault.data(
          "a number is expected in %s, which is to be learned, but there is none; mend it or leave the row out"
              .formatted(target.name()));
    }
    return value;
  }

  private static double whole(String column, Object cell, int below, String what) {
    float value = CellText.number(column, cell);
    if (value >= 0 && value < below && value == Math.rint(value)) {
      return value;
    }
    throw Fault.data(
        "%s from 0 to %d are expected in %s but it is %s; mend it or leave the row out"
            .formatted(what, below - 1, column, cell));
  }
}
