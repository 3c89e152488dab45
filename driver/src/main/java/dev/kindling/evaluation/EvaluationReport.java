package dev.kindling.evaluation;

import dev.kindling.episode.SkippedTask;
import dev.kindling.task.Split;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a model learned the episodes of a split.
 *
 * @param episodes how many counted
 * @param skipped how many were left out
 * @param firstSkipped the first of them whose error was not finite, or else on which the engine
 *     failed
 * @param failed those of them on which the engine failed
 * @param extent how many were asked for, and there were
 * @param errors the query error after 0, 1, ... inner steps; not a number where no episode counted
 * @param measures what else is known of the answers, after as many
 * @param calibrations the expected calibration error of all answers together, after as many; empty
 *     where targets are numbers
 * @param results of each task, in the order of the shards
 * @param course whether there are inner steps
 */
public record EvaluationReport(
    Split split,
    int episodes,
    int skipped,
    Optional<SkippedTask> firstSkipped,
    List<SkippedTask> failed,
    Extent extent,
    List<Estimate> errors,
    List<Measure> measures,
    List<Double> calibrations,
    List<TaskResult> results,
    Course course) {

  private static final String ACCURACY = "accuracy";

  public EvaluationReport {
    failed = List.copyOf(failed);
    errors = List.copyOf(errors);
    measures = List.copyOf(measures);
    calibrations = List.copyOf(calibrations);
    results = List.copyOf(results);
  }

  /** Of an engine that never failed. */
  EvaluationReport(
      Split split,
      int episodes,
      int skipped,
      Optional<SkippedTask> firstSkipped,
      Extent extent,
      List<Estimate> errors,
      List<Measure> measures,
      List<Double> calibrations,
      List<TaskResult> results,
      Course course) {
    this(
        split,
        episodes,
        skipped,
        firstSkipped,
        List.of(),
        extent,
        errors,
        measures,
        calibrations,
        results,
        course);
  }

  /** Without what each task came to; learned in steps. */
  EvaluationReport(
      Split split,
      int episodes,
      int skipped,
      Optional<SkippedTask> firstSkipped,
      Extent extent,
      List<Estimate> errors,
      List<Measure> measures,
      List<Double> calibrations) {
    this(
        split,
        episodes,
        skipped,
        firstSkipped,
        extent,
        errors,
        measures,
        calibrations,
        List.of(),
        Course.STEPS);
  }

  /** On as many tasks as were asked for, and without the name of one that was left out. */
  public EvaluationReport(
      Split split, int episodes, int skipped, List<Estimate> errors, List<Estimate> accuracies) {
    this(
        split,
        episodes,
        skipped,
        Optional.empty(),
        Extent.endless(episodes + skipped),
        errors,
        accuracies.isEmpty() ? List.of() : List.of(new Measure(ACCURACY, accuracies)),
        List.of());
  }

  /** The share of right answers after 0, 1, ... inner steps; empty where targets are numbers. */
  public List<Estimate> accuracies() {
    return measures.stream()
        .filter(measure -> measure.name().equals(ACCURACY))
        .findFirst()
        .map(Measure::estimates)
        .orElse(List.of());
  }

  /** How many were left out because their error was not finite. */
  int notFinite() {
    return skipped - failed.size();
  }

  /** What was judged, as in "the error on ...". */
  String tasks() {
    return extent.text(episodes, split.name().toLowerCase(Locale.ROOT));
  }

  /** Whether the mean is over at least half of the tasks; if not, it says nothing of a model. */
  public boolean mostCount() {
    return episodes > 0 && skipped <= episodes;
  }

  /** What follows a number that is known after the last inner step. */
  public String afterSteps() {
    return course.after(errors.size() - 1);
  }

  /** The error after the last inner step, by which models are compared. */
  public double finalError() {
    return errors.get(errors.size() - 1).mean();
  }
}
