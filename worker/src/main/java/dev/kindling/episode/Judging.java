package dev.kindling.episode;

import dev.kindling.engine.Executable;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.metric.Answers;
import dev.kindling.metric.Calibration;
import dev.kindling.metric.Metric;
import dev.kindling.metric.Metrics;
import dev.kindling.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what an evaluation program found, and judges it task by task. */
final class Judging {
  private final EpisodePlans plans;
  private final List<Metric> metrics;
  private final List<float[]> errors = new ArrayList<>();
  private final List<float[]> scores = new ArrayList<>();

  /** What the last run of {@code evaluation} found. */
  Judging(EpisodePlans plans, Executable evaluation) {
    this.plans = plans;
    this.metrics = Metrics.of(plans.shape());
    for (int step = 0; step <= plans.evaluationSteps(); step++) {
      errors.add(read(evaluation, EpisodeNames.error(step), plans.tasks()));
      scores.add(read(evaluation, EpisodeNames.predictions(step), plans.tasks() * eachScores()));
    }
  }

  private int eachScores() {
    return plans.shape().query() * plans.shape().outputs();
  }

  private static float[] read(Executable evaluation, String output, int size) {
    float[] values = new float[size];
    evaluation.read(output, values, 0);
    return values;
  }

  /** Tasks whose last error is not finite are left out. */
  EvaluationSum of(List<Task> tasks) {
    List<TaskRow> rows = new ArrayList<>();
    List<SkippedTask> skipped = new ArrayList<>();
    List<Calibration> calibrations = errors.stream().map(step -> Calibration.none()).toList();
    for (int i = 0; i < tasks.size(); i++) {
      float last = errors.get(errors.size() - 1)[i];
      if (Float.isFinite(last)) {
        rows.add(row(tasks.get(i), i, calibrations));
      } else {
        skipped.add(BlockWorker.skip(tasks.get(i), last));
      }
    }
    return new EvaluationSum(
        metrics.stream().map(Metric::name).toList(),
        rows,
        calibrations.stream().map(Calibration::numbers).toList(),
        skipped);
  }

  private TaskRow row(Task task, int place, List<Calibration> calibrations) {
    int steps = errors.size();
    double[] losses = new double[steps];
    List<double[]> values = metrics.stream().map(metric -> new double[steps]).toList();
    for (int step = 0; step < steps; step++) {
      losses[step] = errors.get(step)[place];
      int from = place * eachScores();
      float[] own = Arrays.copyOfRange(scores.get(step), from, from + eachScores());
      Answers answers = Answers.of(plans.shape(), own, task.query());
      calibrations.get(step).add(answers);
      for (int metric = 0; metric < values.size(); metric++) {
        values.get(metric)[step] = metrics.get(metric).of(answers);
      }
    }
    return new TaskRow(task.name(), losses, values);
  }
}
