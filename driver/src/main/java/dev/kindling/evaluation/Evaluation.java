package dev.kindling.evaluation;

import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.EvaluationSum;
import dev.kindling.episode.Shard;
import dev.kindling.episode.SkippedTask;
import dev.kindling.fault.Fault;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import dev.kindling.task.TaskList;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluates models on a cluster. The episodes of a split are a function of the seed, so every model
 * of a run is judged on the same ones. Stored tasks are judged once each.
 *
 * @param episodes how many tasks of the split, if there are as many
 */
public record Evaluation(Cluster cluster, EpisodeSettings settings, long seed, int episodes) {

  public static Evaluation of(Configuration configuration, Cluster cluster) {
    int episodes = configuration.evaluation().episodes();
    return new Evaluation(cluster, configuration.episodes(), configuration.seed(), episodes);
  }

  /** Why models cannot be judged on a split; nothing where they can. */
  public static Optional<String> lack(TaskSettings tasks, Split split) {
    TaskSource source = opened(tasks, split);
    boolean some = source.list(Key.of(0)).count(1) > 0;
    return some ? Optional.empty() : source.lack();
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

  /** A split that lacks tasks is a usage fault. */
  public EvaluationReport report(float[] theta, Split split) {
    return report(theta, split, Shard.ALL);
  }

  /** The same on tasks of one part of a mixture, as many as of the whole. */
  public EvaluationReport report(float[] theta, Split split, int part) {
    lack(split, part).ifPresent(Evaluation::refuse);
    TaskList list = tasks(part).open(split).list(key(split));
    int tasks = list.count(episodes);
    List<Shard> shards =
        Shard.cut(split, key(split), tasks, settings.tasksPerShard()).stream()
            .map(shard -> shard.ofPart(part).listed())
            .toList();
    List<EvaluationSum> sums = cluster.compute(settings, theta, shards, EpisodeWorker::evaluate);
    List<double[]> errors = rows(sums, EvaluationSum::errors);
    List<SkippedTask> skipped = sums.stream().flatMap(sum -> sum.skipped().stream()).toList();
    int damaged = tasks - errors.size() - skipped.size();
    if (damaged == tasks) {
      throw Fault.data(
          "each of the %d %s tasks is damaged; import again"
              .formatted(tasks, split.name().toLowerCase(Locale.ROOT)));
    }
    List<double[]> accuracies = rows(sums, EvaluationSum::accuracies);
    return new EvaluationReport(
        split,
        errors.size(),
        skipped.size(),
        skipped.stream().findFirst(),
        new Extent(episodes, list.size(), damaged),
        estimates(errors),
        accuracies.isEmpty() ? List.of() : estimates(accuracies),
        sums.stream().flatMap(Evaluation::results).toList());
  }

  private static Stream<TaskResult> results(EvaluationSum sum) {
    boolean classes = sum.accuracies().length > 0;
    Stream<TaskResult> counted =
        IntStream.range(0, sum.tasks().size())
            .mapToObj(
                i ->
                    new TaskResult(
                        sum.tasks().get(i),
                        boxed(sum.errors()[i]),
                        classes ? boxed(sum.accuracies()[i]) : List.of(),
                        ""));
    Stream<TaskResult> skipped =
        sum.skipped().stream()
            .map(task -> new TaskResult(task.task(), List.of(), List.of(), task.reason()));
    return Stream.concat(counted, skipped);
  }

  private static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  private TaskSettings tasks(int part) {
    return settings.tasks(Shard.Slots.LISTED, part);
  }

  private Key key(Split split) {
    return Key.of(seed).fold("evaluate").fold(split.name());
  }

  private static void refuse(String lack) {
    throw Fault.usage(lack + " to judge a model on; name another split, or import more");
  }

  private static List<double[]> rows(
      List<EvaluationSum> sums, Function<EvaluationSum, double[][]> part) {
    return sums.stream().map(part).flatMap(Stream::of).toList();
  }

  /** For each number of inner steps, over all tasks. */
  private List<Estimate> estimates(List<double[]> tasks) {
    return IntStream.rangeClosed(0, settings.evaluationSteps())
        .mapToObj(step -> Estimate.of(tasks.stream().mapToDouble(task -> task[step]).toArray()))
        .toList();
  }
}
