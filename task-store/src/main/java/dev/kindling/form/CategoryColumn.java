package dev.kindling.form;

import dev.kindling.fault.Require;
import java.util.List;

/**
 * A column of categories, which become codes: 0 for one that is missing or unknown, 1 for the first
 * value, and so on.
 *
 * @param codes how many there are, with code 0
 * @param values in the order of their codes; empty where nobody says what the codes stand for, so
 *     that examples hold codes
 */
public record CategoryColumn(String name, int codes, List<String> values) {
  private static final int MOST_SHOWN = 8;

  public CategoryColumn {
    Require.notBlank("the name of a column", name);
    Require.between("codes", codes, 1, 1 << 24);
    values = Require.copyOf("values", values);
    if (!values.isEmpty() && values.size() != codes - 1) {
      throw new IllegalArgumentException(
          "values of %s must be %d, one for each code but 0, but are %d"
              .formatted(name, codes - 1, values.size()));
    }
    if (values.stream().distinct().count() < values.size()) {
      throw new IllegalArgumentException("values of %s must differ".formatted(name));
    }
  }

  String text() {
    if (values.isEmpty()) {
      return "%s (codes from 0 to %d)".formatted(name, codes - 1);
    }
    String first = String.join(", ", values.subList(0, Math.min(MOST_SHOWN, values.size())));
    String more = values.size() > MOST_SHOWN ? ", ..." : "";
    return "%s (%d categories: %s%s)".formatted(name, values.size(), first, more);
  }
}
