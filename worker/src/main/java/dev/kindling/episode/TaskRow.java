package dev.kindling.episode;

import java.io.Serializable;
import java.util.List;

/**
 * How one task was learned.
 *
 * @param task which
 * @param errors its query error after 0, 1, ... inner steps
 * @param metrics for each of {@link dev.kindling.metric.Metrics#of}, its value after as many
 */
@SuppressWarnings("ArrayRecordComponent") // numbers on their way; compared by content in tests
public record TaskRow(String task, double[] errors, List<double[]> metrics)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public TaskRow {
    metrics = List.copyOf(metrics);
  }
}
