package dev.kindling.predict;

import dev.kindling.fault.Fault;
import dev.kindling.form.NumberColumn;
import dev.kindling.form.NumberForm;
import dev.kindling.form.TableForm;
import dev.kindling.form.TableReading;
import dev.kindling.form.TargetColumn;
import dev.kindling.form.Unseen;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rows of numbers, {@code x1} to {@code xn} and {@code y} unless the model has names for them. */
final class NumberRowForm implements RowForm {
  private static final String FEATURE = "x";
  private static final String TARGET = "y";

  private final NumberForm form;
  private final List<String> columns;
  private final List<String> targets;
  private final TableReading cells;

  /**
   * @param numbers of a target, or 1 where it names a class
   */
  NumberRowForm(NumberForm form, int numbers) {
    this.form = form;
    int size = form.shape().stream().reduce(1, Math::multiplyExact);
    this.columns = form.names().isEmpty() ? names(FEATURE, size) : form.names();
    this.targets = targetNames(numbers);
    this.cells = reading(columns);
  }

  /** {@code y}, or {@code y1} to {@code yn}. */
  static List<String> targetNames(int numbers) {
    return numbers == 1 ? List.of(TARGET) : names(TARGET, numbers);
  }

  /** Cells of columns of numbers as they are. */
  static TableReading reading(List<String> columns) {
    List<NumberColumn> numbers =
        columns.stream().map(name -> new NumberColumn(name, 0, 0, 1)).toList();
    return new TableForm(numbers, List.of(), new TargetColumn(TARGET, 0, List.of()), "")
        .reading(Unseen.REFUSED);
  }

  private static List<String> names(String letter, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> letter + i).toList();
  }

  @Override
  public float[] features(Map<String, Object> row) {
    if (isSingle(row)) {
      return form.features(new float[] {cells.number(0, row.get(FEATURE))});
    }
    cells.requireColumns(row.keySet());
    String more = FEATURE + (columns.size() + 1);
    if (form.names().isEmpty() && row.containsKey(more)) {
      throw Fault.data(
          "%d numbers are expected, of shape %s, but there is %s too; give as many as the model learned from"
              .formatted(columns.size(), form.shape(), more));
    }
    float[] values = new float[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = cells.number(i, row.get(columns.get(i)));
    }
    return form.features(values);
  }

  /** A single number needs no number in its name. */
  private boolean isSingle(Map<String, Object> row) {
    return form.names().isEmpty()
        && columns.size() == 1
        && row.containsKey(FEATURE)
        && !row.containsKey(columns.get(0));
  }

  /** A list of one number stands for the number. */
  @Override
  public Map<String, Object> targetCells(Map<String, Object> row) {
    Object first = row.get(TARGET + 1);
    return targets.equals(List.of(TARGET)) && !row.containsKey(TARGET) && first != null
        ? Map.of(TARGET, first)
        : RawExample.targets(row, targets);
  }

  @Override
  public boolean isFeature(String column) {
    return columns.contains(column) || (columns.size() == 1 && column.equals(FEATURE));
  }

  @Override
  public List<String> targets() {
    return targets;
  }
}
