package dev.kindling.form;

import dev.kindling.fault.Require;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of a table. The features of a row are its numbers, then its codes.
 *
 * @param time the column that tells the order of a task's rows; empty if there is none
 */
public record TableForm(
    List<NumberColumn> numbers, List<CategoryColumn> categories, TargetColumn target, String time)
    implements InputForm {

  public TableForm {
    numbers = Require.copyOf("numbers", numbers);
    categories = Require.copyOf("categories", categories);
    Require.present("target", target);
    Require.present("time", time);
    List<String> names = names(numbers, categories);
    Require.positive("the number of columns", names.size());
    var seen = new HashSet<String>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "columns must have names of their own but two are " + name);
      }
    }
  }

  /** The columns of the features in their order. */
  public List<String> columns() {
    return names(numbers, categories);
  }

  private static List<String> names(List<NumberColumn> numbers, List<CategoryColumn> categories) {
    List<String> names = new ArrayList<>();
    numbers.forEach(column -> names.add(column.name()));
    categories.forEach(column -> names.add(column.name()));
    return names;
  }

  @Override
  public List<Integer> shape() {
    return List.of(numbers.size() + categories.size());
  }

  /** Reads rows whose cells are as they stand in a table. */
  public TableReading reading(Unseen unseen) {
    return new TableReading(this, unseen);
  }

  /**
   * Writes the features of a row into {@code features} from {@code start}.
   *
   * @param values of the columns of numbers, NaN where one is missing
   * @param codes of the columns of categories
   */
  public void write(float[] values, int[] codes, float[] features, int start) {
    for (int column = 0; column < values.length; column++) {
      features[start + column] = numbers.get(column).feature(values[column]);
    }
    for (int i = 0; i < codes.length; i++) {
      features[start + values.length + i] = codes[i];
    }
  }

  @Override
  public String text() {
    String columns =
        java.util.stream.Stream.concat(
                numbers.stream().map(NumberColumn::text),
                categories.stream().map(CategoryColumn::text))
            .collect(Collectors.joining(", "));
    String order = time.isEmpty() ? "" : ", in the order of " + time;
    return "rows of a table with %s; to be predicted: %s%s"
        .formatted(columns, target.text(), order);
  }
}
