package dev.kindling.evaluation;

import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.EvaluationSum;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.ShardTime;
import dev.kindling.episode.SkippedTask;
import dev.kindling.episode.TaskRow;
import dev.kindling.fault.Fault;
import dev.kindling.metric.Calibration;
import dev.kindling.runner.Runner;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import dev.kindling.task.TaskList;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluates models on a runner. The episodes of a split are a function of the seed, so every model
 * of a run is judged on the same ones. Stored tasks are judged once each.
 *
 * @param episodes how many tasks of the split, if there are as many
 */
public record Evaluation(Runner runner, EpisodeSettings settings, long seed, int episodes) {

  public static Evaluation of(Configuration configuration, Runner runner) {
    int episodes = configuration.evaluation().episodes();
    return new Evaluation(runner, configuration.episodes(), configuration.seed(), episodes);
  }

  /** Why models cannot be judged on a split; nothing where they can. */
  public static Optional<String> lack(TaskSettings tasks, Split split) {
    TaskSource source = opened(tasks, split);
    boolean some = source.list(Key.of(0)).count(1) > 0;
    return some ? Optional.empty() : source.lack();
  }

  /** How many shards the tasks of a split make that a configuration has models judged on. */
  public static int shards(Configuration configuration, Split split) {
    TaskSource source = opened(configuration.evaluation().tasks(), split);
    int tasks = source.list(Key.of(0)).count(configuration.evaluation().episodes());
    return Shard.cut(split, Key.of(0), tasks, configuration.training().tasksPerShard()).size();
  }

  private static TaskSource opened(TaskSettings tasks, Split split) {
    try {
      return tasks.open(split);
    } catch (Fault fault) {
      throw fault.in("tasks of evaluation");
    }
  }

  /** The same for the tasks at hand. */
  public Optional<String> lack(Split split) {
    return lack(settings.judged(), split);
  }

  /** The same for a part of a mixture. */
  public Optional<String> lack(Split split, int part) {
    return lack(tasks(part), split);
  }

  /** Says what the next tasks are judged for. */
  public void begin(String phase, String description) {
    runner.begin(phase, description);
  }

  /** A split that lacks tasks is a usage fault. */
  public EvaluationReport report(MetaState state, Split split) {
    return report(state, split, Shard.ALL);
  }

  /** The same, and what it took. */
  public TimedReport timed(MetaState state, Split split) {
    ShardTime before = runner.time();
    EvaluationReport report = report(state, split);
    double millis = runner.time().minus(before).computedNanos() / 1e6;
    return new TimedReport(report, millis / (report.episodes() + report.skipped()));
  }

  /** The report on tasks of one part of a mixture, as many as of the whole. */
  public EvaluationReport report(MetaState state, Split split, int part) {
    lack(split, part).ifPresent(Evaluation::refuse);
    TaskList list = tasks(part).open(split).list(key(split));
    int tasks = list.count(episodes);
    List<Shard> shards =
        Shard.cut(split, key(split), tasks, settings.tasksPerShard()).stream()
            .map(shard -> shard.ofPart(part).listed())
            .toList();
    List<EvaluationSum> sums = runner.compute(settings, state, shards, EpisodeWorker::evaluate);
    EvaluationSum sum = sums.stream().reduce(EvaluationSum.none(), EvaluationSum::plus);
    int damaged = tasks - sum.rows().size() - sum.skipped().size();
    if (damaged == tasks) {
      throw Fault.data(
          "each of the %d %s tasks is damaged; import again"
              .formatted(tasks, split.name().toLowerCase(Locale.ROOT)));
    }
    requireEngine(sum, split);
    List<SkippedTask> failed = failed(sum);
    return new EvaluationReport(
        split,
        sum.rows().size(),
        sum.skipped().size(),
        sum.skipped().stream()
            .filter(task -> task.cause() == SkippedTask.Cause.NUMBERS)
            .findFirst()
            .or(() -> failed.stream().findFirst()),
        failed,
        new Extent(episodes, list.size(), damaged),
        estimates(sum.errors()),
        sum.metrics().stream().map(name -> new Measure(name, estimates(sum.metric(name)))).toList(),
        calibrations(sum),
        results(sum),
        Course.of(settings.buildLearner()));
  }

  private static List<SkippedTask> failed(EvaluationSum sum) {
    return sum.skipped().stream().filter(task -> task.cause() == SkippedTask.Cause.ENGINE).toList();
  }

  /** As in training: once most tasks are left out, most of these for the engine, it is broken. */
  private static void requireEngine(EvaluationSum sum, Split split) {
    List<SkippedTask> failed = failed(sum);
    int skipped = sum.skipped().size();
    if (skipped <= sum.rows().size() || 2 * failed.size() <= skipped) {
      return;
    }
    throw Fault.resources(
        "the engine failed on %d of %d %s tasks, of which too few are left to judge a model on; of the first, %s, %s; run kindling check on each machine that computes"
            .formatted(
                failed.size(),
                skipped + sum.rows().size(),
                split.name().toLowerCase(Locale.ROOT),
                failed.get(0).task(),
                failed.get(0).reason()));
  }

  private static List<TaskResult> results(EvaluationSum sum) {
    Stream<TaskResult> counted = sum.rows().stream().map(row -> result(sum.metrics(), row));
    Stream<TaskResult> skipped =
        sum.skipped().stream()
            .map(task -> new TaskResult(task.task(), List.of(), Map.of(), task.reason()));
    return Stream.concat(counted, skipped).toList();
  }

  private static TaskResult result(List<String> metrics, TaskRow row) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (int i = 0; i < metrics.size(); i++) {
      values.put(metrics.get(i), boxed(row.metrics().get(i)));
    }
    return new TaskResult(row.task(), boxed(row.errors()), values, "");
  }

  private static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  private TaskSettings tasks(int part) {
    return settings.tasks(Shard.Slots.LISTED, part);
  }

  private Key key(Split split) {
    return key(seed, split);
  }

  private static Key key(long seed, Split split) {
    return Key.of(seed).fold("evaluate").fold(split.name());
  }

  /** One of the tasks that models are judged on. */
  public static Shard single(Configuration configuration, Split split, int place) {
    Key key = key(configuration.seed(), split);
    int asked = configuration.evaluation().episodes();
    int count = configuration.evaluation().tasks().open(split).list(key).count(asked);
    if (place < 0 || place >= count) {
      throw Fault.usage(
          "a task's number must be from 1 to %d, as many as a model is judged on, but is %d"
              .formatted(count, place + 1));
    }
    return new Shard(split, key, place, 1).listed();
  }

  private static void refuse(String lack) {
    throw Fault.usage(lack + " to judge a model on; name another split, or import more");
  }

  /** For each number of inner steps, over all tasks that tell. */
  private List<Estimate> estimates(double[][] tasks) {
    int steps = tasks.length == 0 ? steps() : tasks[0].length - 1;
    return IntStream.rangeClosed(0, steps)
        .mapToObj(
            step ->
                Estimate.of(
                    Arrays.stream(tasks)
                        .mapToDouble(task -> task[step])
                        .filter(value -> !Double.isNaN(value))
                        .toArray()))
        .toList();
  }

  private int steps() {
    return settings.buildLearner().evaluationSteps(settings.evaluationSteps());
  }

  /** Of targets that are numbers, no answer is more sure than another. */
  private static List<Double> calibrations(EvaluationSum sum) {
    return sum.calibrations().stream()
        .map(numbers -> Calibration.of(numbers).error())
        .filter(error -> !error.isNaN())
        .toList();
  }
}
