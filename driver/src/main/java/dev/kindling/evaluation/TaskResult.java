package dev.kindling.evaluation;

import java.util.List;

/**
 * How one task was learned.
 *
 * @param task its name
 * @param errors the query error after 0, 1, ... inner steps; empty for a task that was left out
 * @param accuracies the share of right answers after as many; empty where targets are numbers
 * @param skipped why it was left out; empty if it was not
 */
public record TaskResult(
    String task, List<Double> errors, List<Double> accuracies, String skipped) {

  public TaskResult {
    errors = List.copyOf(errors);
    accuracies = List.copyOf(accuracies);
  }
}
