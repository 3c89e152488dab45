package dev.kindling.table;

import dev.kindling.fault.Fault;
import dev.kindling.store.StoredTask;
import dev.kindling.store.TaskPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;

/** Gathers successive rows into tasks; holds the rows of at most one task. */
final class TaskRows {

  private final TableShape shape;
  private final List<Codes> codes;
  private final List<Map<String, Integer>> byValue;
  private final TaskPart part;
  private final Arrivals arrivals;
  private final UnknownCategories unknown = new UnknownCategories();

  private final List<float[]> numeric = new ArrayList<>();
  private final List<int[]> categorical = new ArrayList<>();
  private final List<Float> targets = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private String task = "";
  private long seen;

  TaskRows(
      TableShape shape,
      List<Codes> codes,
      List<Map<String, Integer>> byValue,
      TaskPart part,
      Arrivals arrivals) {
    this.shape = shape;
    this.codes = codes;
    this.byValue = byValue;
    this.part = part;
    this.arrivals = arrivals;
  }

  void add(Row row) {
    part.count("rows seen", 1);
    Optional<String> dropped = reasonToDrop(row);
    if (dropped.isPresent()) {
      part.count("rows dropped " + dropped.get(), 1);
      return;
    }
    String key = row.getString(RowLayout.KEY);
    if (!key.equals(task)) {
      finish();
      task = key;
    }
    seen++;
    if (seen <= shape.most()) {
      keep(row);
    }
  }

  private Optional<String> reasonToDrop(Row row) {
    if (!row.isNullAt(RowLayout.DAMAGED)) {
      requireRow(row.getString(RowLayout.DAMAGED));
      return Optional.of("for another number of cells than columns");
    }
    if (row.isNullAt(RowLayout.KEY)) {
      return Optional.of("without " + shape.taskKey());
    }
    requireReadable(row);
    if (row.isNullAt(RowLayout.TARGET)) {
      return Optional.of("without " + shape.target());
    }
    if (shape.named() && row.getFloat(RowLayout.TARGET) == Codes.NO_CLASS) {
      return Optional.of("for an unknown class in " + shape.target());
    }
    if (row.isNullAt(RowLayout.TIME)) {
      return Optional.of("without " + shape.timeOrBlank());
    }
    return infinite(row) ? Optional.of("for a number beyond f32") : Optional.empty();
  }

  private static void requireRow(String refusal) {
    if (!refusal.isEmpty()) {
      throw Fault.data(refusal);
    }
  }

  private static void requireReadable(Row row) {
    if (!row.isNullAt(RowLayout.COMPLAINT)) {
      throw Fault.data(
          "numbers are expected but in a row of task %s %s; correct the table, leave the column out,"
                  .formatted(row.getString(RowLayout.KEY), row.getString(RowLayout.COMPLAINT))
              + " or give --classes named for a target of names");
    }
  }

  private boolean infinite(Row row) {
    for (int i = RowLayout.TARGET; i < RowLayout.FIRST_NUMBER + shape.features().size(); i++) {
      if (!row.isNullAt(i) && Float.isInfinite(row.getFloat(i))) {
        return true;
      }
    }
    return false;
  }

  private void keep(Row row) {
    float[] numbers = new float[shape.features().size()];
    for (int i = 0; i < numbers.length; i++) {
      int at = RowLayout.FIRST_NUMBER + i;
      boolean missing = row.isNullAt(at);
      numbers[i] = missing ? Float.NaN : row.getFloat(at);
      if (missing) {
        part.count("values missing in " + shape.features().get(i), 1);
      }
    }
    numeric.add(numbers);
    int[] coded = new int[codes.size()];
    for (int i = 0; i < coded.length; i++) {
      coded[i] = code(i, row.getString(RowLayout.FIRST_NUMBER + numbers.length + i));
    }
    categorical.add(coded);
    targets.add(row.getFloat(RowLayout.TARGET));
    times.add(row.getLong(RowLayout.TIME));
  }

  private int code(int column, String value) {
    if (value == null) {
      part.count("values missing in " + codes.get(column).column(), 1);
      return Codes.UNKNOWN;
    }
    Integer code = byValue.get(column).get(value);
    if (code == null) {
      part.count("values without a code in " + codes.get(column).column(), 1);
      unknown.add(codes.get(column).column(), value);
      return Codes.UNKNOWN;
    }
    return code;
  }

  /** Ends the task that is being gathered, if one is. */
  void finish() {
    if (seen > 0) {
      arrivals.take(gathered(), seen);
      clear();
    }
  }

  /** Categories that were met and have no code. */
  UnknownCategories unknown() {
    return unknown;
  }

  private StoredTask gathered() {
    float[] target = new float[targets.size()];
    for (int i = 0; i < target.length; i++) {
      target[i] = targets.get(i);
    }
    boolean timed = shape.time().isPresent();
    return new StoredTask(
        task,
        numeric.toArray(float[][]::new),
        categorical.toArray(int[][]::new),
        target,
        timed ? times.stream().mapToLong(Long::longValue).toArray() : new long[0]);
  }

  private void clear() {
    numeric.clear();
    categorical.clear();
    targets.clear();
    times.clear();
    seen = 0;
  }
}
