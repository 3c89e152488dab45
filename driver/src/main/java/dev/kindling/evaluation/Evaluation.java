package dev.kindling.evaluation;

import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.EvaluationSum;
import dev.kindling.episode.Shard;
import dev.kindling.fault.Fault;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.List;
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
    Key key = Key.of(seed).fold("evaluate").fold(split.name());
    List<Shard> shards = Shard.cut(split, key, episodes, settings.tasksPerShard());
    List<EvaluationSum> sums = cluster.compute(settings, theta, shards, EpisodeWorker::evaluate);
    List<double[]> errors = sums.stream().flatMap(sum -> Stream.of(sum.errors())).toList();
    if (errors.isEmpty()) {
      throw noneCounts(sums);
    }
    return new EvaluationReport(split, errors.size(), episodes - errors.size(), estimates(errors));
  }

  private List<Estimate> estimates(List<double[]> errors) {
    return IntStream.rangeClosed(0, settings.evaluationSteps())
        .mapToObj(step -> Estimate.of(errors.stream().mapToDouble(e -> e[step]).toArray()))
        .toList();
  }

  private Fault noneCounts(List<EvaluationSum> sums) {
    var first = sums.get(0).skipped().get(0);
    return Fault.data(
        "none of %d episodes could be learned; of the first, %s, %s: lower the learner's rate"
            .formatted(episodes, first.task(), first.reason()));
  }
}
