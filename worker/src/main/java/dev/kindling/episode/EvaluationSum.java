package dev.kindling.episode;

import dev.kindling.metric.Calibration;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How a shard's tasks were learned.
 *
 * @param metrics the names of what rows hold besides errors; empty if no task was judged
 * @param rows one for each task that counts
 * @param calibrations how sure the model was of its answers after 0, 1, ... inner steps, as {@link
 *     Calibration#numbers}, over all tasks that count
 */
@SuppressWarnings("ArrayRecordComponent") // numbers on their way; compared by content in tests
public record EvaluationSum(
    List<String> metrics,
    List<TaskRow> rows,
    List<double[]> calibrations,
    List<SkippedTask> skipped)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public EvaluationSum {
    metrics = List.copyOf(metrics);
    rows = List.copyOf(rows);
    calibrations = List.copyOf(calibrations);
    skipped = List.copyOf(skipped);
  }

  /** Of no tasks. */
  public static EvaluationSum none() {
    return of(List.of());
  }

  /** Of tasks that are all left out. */
  static EvaluationSum of(List<SkippedTask> skipped) {
    return new EvaluationSum(List.of(), List.of(), List.of(), skipped);
  }

  /** These tasks, then those of {@code other}. */
  public EvaluationSum plus(EvaluationSum other) {
    return new EvaluationSum(
        metrics.isEmpty() ? other.metrics : metrics,
        joined(rows, other.rows),
        sums(calibrations, other.calibrations),
        joined(skipped, other.skipped));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  private static List<double[]> sums(List<double[]> first, List<double[]> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return joined(first, second);
    }
    List<double[]> sums = new ArrayList<>();
    for (int step = 0; step < first.size(); step++) {
      Calibration sum = Calibration.of(first.get(step));
      sum.add(Calibration.of(second.get(step)));
      sums.add(sum.numbers());
    }
    return sums;
  }

  /**
   * For each task that counts, a metric after 0, 1, ... inner steps; nothing if it is not there.
   */
  public double[][] metric(String name) {
    int place = metrics.indexOf(name);
    return place < 0
        ? new double[0][]
        : rows.stream().map(row -> row.metrics().get(place)).toArray(double[][]::new);
  }

  /** For each task that counts, its query error after 0, 1, ... inner steps. */
  public double[][] errors() {
    return rows.stream().map(TaskRow::errors).toArray(double[][]::new);
  }
}
