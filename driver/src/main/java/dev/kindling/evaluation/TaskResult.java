package dev.kindling.evaluation;

import java.util.List;
import java.util.Map;

/**
 * How one task was learned.
 *
 * @param task its name
 * @param errors the query error after 0, 1, ... inner steps; empty for a task that was left out
 * @param metrics what else is known of the answers, by name, after as many
 * @param skipped why it was left out; empty if it was not
 */
public record TaskResult(
    String task, List<Double> errors, Map<String, List<Double>> metrics, String skipped) {

  public TaskResult {
    errors = List.copyOf(errors);
  }
}
