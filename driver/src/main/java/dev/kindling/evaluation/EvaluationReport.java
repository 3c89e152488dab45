package dev.kindling.evaluation;

import dev.kindling.task.Split;
import java.util.List;
import java.util.Locale;

/**
 * How a model learned the episodes of a split.
 *
 * @param episodes how many counted
 * @param skipped how many were left out because their error was not finite, or their record damaged
 * @param extent how many were asked for, and there were
 * @param errors the query error after 0, 1, ... inner steps
 * @param accuracies the share of query examples that are answered right after as many; empty where
 *     targets are numbers
 */
public record EvaluationReport(
    Split split,
    int episodes,
    int skipped,
    Extent extent,
    List<Estimate> errors,
    List<Estimate> accuracies) {

  public EvaluationReport {
    errors = List.copyOf(errors);
    accuracies = List.copyOf(accuracies);
  }

  /** On as many tasks as were asked for. */
  public EvaluationReport(
      Split split, int episodes, int skipped, List<Estimate> errors, List<Estimate> accuracies) {
    this(split, episodes, skipped, Extent.endless(episodes + skipped), errors, accuracies);
  }

  /** What was judged, as in "the error on ...". */
  String tasks() {
    return extent.text(episodes, split.name().toLowerCase(Locale.ROOT));
  }

  /** The error after the last inner step, by which models are compared. */
  public double finalError() {
    return errors.get(errors.size() - 1).mean();
  }
}
