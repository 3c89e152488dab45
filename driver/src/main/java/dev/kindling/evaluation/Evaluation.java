package dev.kindling.evaluation;

import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.EvaluationSum;
import dev.kindling.episode.Shard;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluates models on a cluster. The episodes of a split are a function of the seed, so every model
 * of a run is judged on the same ones.
 *
 * @param episodes how many tasks of the split
 */
public record Evaluation(Cluster cluster, EpisodeSettings settings, long seed, int episodes) {

  public static Evaluation of(Configuration configuration, Cluster cluster) {
    int episodes = configuration.evaluation().episodes();
    return new Evaluation(cluster, configuration.episodes(), configuration.seed(), episodes);
  }

  public EvaluationReport report(float[] theta, Split split) {
    return report(theta, split, Shard.ALL);
  }

  /** The same on tasks of one part of a mixture, as many as of the whole. */
  public EvaluationReport report(float[] theta, Split split, int part) {
    Key key = Key.of(seed).fold("evaluate").fold(split.name());
    List<Shard> shards =
        Shard.cut(split, key, episodes, settings.tasksPerShard()).stream()
            .map(shard -> shard.ofPart(part))
            .toList();
    List<EvaluationSum> sums = cluster.compute(settings, theta, shards, EpisodeWorker::evaluate);
    List<double[]> errors = rows(sums, EvaluationSum::errors);
    List<double[]> accuracies = rows(sums, EvaluationSum::accuracies);
    return new EvaluationReport(
        split,
        errors.size(),
        episodes - errors.size(),
        sums.stream().flatMap(sum -> sum.skipped().stream()).findFirst(),
        estimates(errors),
        accuracies.isEmpty() ? List.of() : estimates(accuracies));
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
