package dev.kindling.episode;

import dev.kindling.metric.Answers;
import dev.kindling.metric.Calibration;
import dev.kindling.metric.Metric;
import dev.kindling.metric.Metrics;
import dev.kindling.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Judges what an evaluation found, task by task. */
final class Judging {
  private final EpisodePlans plans;
  private final List<Metric> metrics;
  private final List<float[]> errors;
  private final List<float[]> scores;

  Judging(EpisodePlans plans, BlockFindings findings) {
    this.plans = plans;
    this.metrics = Metrics.of(plans.shape());
    this.errors = findings.errors();
    this.scores = findings.scores();
  }

  /**
   * Tasks whose last error is not finite are left out.
   *
   * @param out the tasks that are left out in any case, at their places; null at others
   */
  EvaluationSum of(List<Task> tasks, SkippedTask[] out) {
    List<TaskRow> rows = new ArrayList<>();
    List<SkippedTask> skipped = new ArrayList<>();
    List<Calibration> calibrations = errors.stream().map(step -> Calibration.none()).toList();
    for (int i = 0; i < tasks.size(); i++) {
      float last = errors.get(errors.size() - 1)[i];
      if (out[i] != null) {
        skipped.add(out[i]);
      } else if (Float.isFinite(last)) {
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
      Answers answers = answers(task, place, step);
      calibrations.get(step).add(answers);
      for (int metric = 0; metric < values.size(); metric++) {
        values.get(metric)[step] = metrics.get(metric).of(answers);
      }
    }
    return new TaskRow(task.name(), losses, values);
  }

  private Answers answers(Task task, int place, int step) {
    int each = BlockFindings.each(plans);
    float[] own = Arrays.copyOfRange(scores.get(step), place * each, (place + 1) * each);
    return Answers.of(plans.shape(), own, task.query());
  }

  /** What was said of each task, those among them whose error is not finite. */
  List<TaskAnswers> answers(List<Task> tasks) {
    return IntStream.range(0, tasks.size()).mapToObj(i -> answers(tasks.get(i), i)).toList();
  }

  private TaskAnswers answers(Task task, int place) {
    List<Integer> steps = IntStream.range(0, errors.size()).boxed().toList();
    return new TaskAnswers(
        task,
        steps.stream().map(step -> answers(task, place, step)).toList(),
        steps.stream().map(step -> (double) errors.get(step)[place]).toList());
  }
}
