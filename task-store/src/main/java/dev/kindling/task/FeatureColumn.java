package dev.kindling.task;

import dev.kindling.fault.Require;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A column of a table's features.
 *
 * @param codes how many codes it may hold, from code 0; 0 where it holds numbers
 * @param meaning only compared: the same values have the same codes in all columns of one meaning;
 *     empty where nobody says what the codes stand for
 */
public record FeatureColumn(String name, int codes, String meaning) implements Serializable {
  private static final long serialVersionUID = 1;

  /** Codes travel as f32, which holds every whole number below. */
  public static final int MOST_CODES = 1 << 24;

  private static final int MOST_LISTED = 20;

  public FeatureColumn {
    Require.notBlank("name", name);
    Require.between("codes", codes, 0, MOST_CODES);
    Require.present("meaning", meaning);
  }

  public static FeatureColumn ofNumbers(String name) {
    return new FeatureColumn(name, 0, "");
  }

  /** A column of so many codes, of which nobody says what they stand for. */
  public static FeatureColumn ofCodes(String name, int codes) {
    return new FeatureColumn(name, Require.positive("codes", codes), "");
  }

  public boolean isCoded() {
    return codes > 0;
  }

  /** Both columns as one, which goes by both names. */
  FeatureColumn or(FeatureColumn other) {
    return name.equals(other.name)
        ? this
        : new FeatureColumn(name + " or " + other.name, codes, meaning);
  }

  /** Columns as people read them: {@code price, city of 5}; of very many only the first. */
  public static String list(List<FeatureColumn> columns) {
    String first =
        columns.stream()
            .limit(MOST_LISTED)
            .map(column -> column.isCoded() ? column.name + " of " + column.codes : column.name)
            .collect(Collectors.joining(", "));
    int more = columns.size() - MOST_LISTED;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
