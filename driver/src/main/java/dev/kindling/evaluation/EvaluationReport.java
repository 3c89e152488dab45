package dev.kindling.evaluation;

import dev.kindling.task.Split;
import java.util.List;

/**
 * How a model learned the episodes of a split.
 *
 * @param episodes how many counted
 * @param skipped how many were left out because their error was not finite
 * @param errors the query error after 0, 1, ... inner steps
 * @param accuracies the share of right answers to query examples, after as many; empty where
 *     targets are numbers
 */
public record EvaluationReport(
    Split split, int episodes, int skipped, List<Estimate> errors, List<Estimate> accuracies) {

  public EvaluationReport {
    errors = List.copyOf(errors);
    accuracies = List.copyOf(accuracies);
  }

  /** The error after the last inner step, by which models are compared. */
  public double finalError() {
    return errors.get(errors.size() - 1).mean();
  }
}
