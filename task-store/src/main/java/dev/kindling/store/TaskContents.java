package dev.kindling.store;

import dev.kindling.fault.Require;
import dev.kindling.task.FeatureColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Tasks made of a table's rows.
 *
 * @param numeric the names of the columns of numbers
 * @param categorical the columns of codes
 * @param target the name of the column to be predicted
 * @param classes as in a task's shape: 0 where the target is a number, 1 where it is 0 or 1, else
 *     how many classes it may name
 * @param time whether each example has a time
 */
public record TaskContents(
    List<String> numeric, List<Category> categorical, String target, int classes, boolean time)
    implements Contents {
  private static final long serialVersionUID = 1;
  private static final int MOST_COLUMNS = 1 << 16;

  /**
   * A column of codes.
   *
   * @param codes how many codes there are, from 0, which stands for a missing or unknown value
   */
  public record Category(String name, int codes) implements Serializable {
    private static final long serialVersionUID = 1;

    public Category {
      Require.notBlank("name", name);
      Require.between("codes", codes, 1, FeatureColumn.MOST_CODES);
    }

    boolean has(int code) {
      return code >= 0 && code < codes;
    }

    /** What is wrong with an example that has a code which this column does not have. */
    String complaint(int code) {
      return "has the code %d in %s, which has %d codes".formatted(code, name, codes);
    }

    @Override
    public String toString() {
      return "%s (%d codes)".formatted(name, codes);
    }
  }

  public TaskContents {
    numeric = Require.copyOf("numeric", numeric);
    categorical = Require.copyOf("categorical", categorical);
    Require.notBlank("target", target);
    Require.notNegative("classes", classes);
    Require.between("the number of columns", numeric.size() + categorical.size(), 1, MOST_COLUMNS);
    requireNames(numeric, categorical);
  }

  private static void requireNames(List<String> numeric, List<Category> categorical) {
    List<String> names = new ArrayList<>(numeric);
    categorical.forEach(column -> names.add(column.name()));
    var seen = new HashSet<String>();
    for (String name : names) {
      if (!seen.add(Require.notBlank("the name of a column", name))) {
        throw new IllegalArgumentException(
            "columns must have names of their own but two are " + name);
      }
    }
  }

  /** Where a manifest's provenance has the values of a column of codes. */
  public static String codesKey(String column) {
    return "codes of " + column;
  }

  public int features() {
    return numeric.size() + categorical.size();
  }

  /** Bytes of one example. */
  long exampleBytes() {
    return Float.BYTES * (features() + 1L) + (time ? Long.BYTES : 0);
  }

  /** The columns that have statistics: those of numbers, then the target. */
  List<String> columns() {
    List<String> columns = new ArrayList<>(numeric);
    columns.add(target);
    return columns;
  }

  /** As messages have it. */
  @Override
  public String toString() {
    List<String> features = new ArrayList<>(numeric);
    categorical.forEach(column -> features.add(column.toString()));
    String kind =
        switch (classes) {
          case 0 -> "a number";
          case 1 -> "yes or no";
          default -> "one of %d classes".formatted(classes);
        };
    return "tasks of %s to predict %s, %s%s"
        .formatted(String.join(", ", features), target, kind, time ? ", in the order of time" : "");
  }
}
