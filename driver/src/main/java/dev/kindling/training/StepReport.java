package dev.kindling.training;

import dev.kindling.episode.SkippedTask;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What an outer step came to.
 *
 * @param step how many outer steps were made so far
 * @param loss the mean query loss of its tasks, before the step
 * @param gradientNorm the Euclidean length of the mean meta-gradient, before any limit
 * @param rate with which the optimiser moved, if it says
 * @param tasks that it learned from
 * @param skipped tasks that it left out
 */
public record StepReport(
    long step,
    double loss,
    double gradientNorm,
    OptionalDouble rate,
    int tasks,
    List<SkippedTask> skipped,
    StepTime time) {

  public StepReport {
    skipped = List.copyOf(skipped);
  }
}
