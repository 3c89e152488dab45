package dev.kindling.runner;

import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.ShardTime;
import java.util.List;

/**
 * Computes shards. How many threads or executors it has changes how long a result takes and nothing
 * else. One thread at a time may use it.
 */
public interface Runner extends AutoCloseable {

  /** The results of {@code function}, in the order of the shards. */
  default <R> List<R> compute(
      EpisodeSettings settings, MetaState state, List<Shard> shards, ShardFunction<R> function) {
    return compute(settings, state, shards, List.of(), function);
  }

  /**
   * The same, with a look ahead.
   *
   * @param coming shards that are likely to come next; their tasks are read meanwhile
   */
  <R> List<R> compute(
      EpisodeSettings settings,
      MetaState state,
      List<Shard> shards,
      List<Shard> coming,
      ShardFunction<R> function);

  /**
   * What all shards contribute to an outer step, added up in their order.
   *
   * @param coming shards that are likely to come next
   * @param size how many numbers the gradient of a shard has
   */
  default MetaGradientTotal total(
      EpisodeSettings settings, MetaState state, List<Shard> shards, List<Shard> coming, int size) {
    var total = new MetaGradientTotal(size);
    for (Wave wave : Wave.cut(shards, coming, sumsAtOnce(settings.sums().bytes(size)))) {
      compute(settings, state, wave.shards(), wave.coming(), EpisodeWorker::gradient)
          .forEach(total::add);
    }
    return total;
  }

  /**
   * Says what the next shards are computed for, where people can see it.
   *
   * @param phase a kind of work, such as training
   * @param description what of it, such as the step
   */
  default void begin(String phase, String description) {}

  /**
   * Makes a number known where people watch this runner, if there is such a place.
   *
   * @param name words with dots between them, as training.loss
   */
  default void publish(String name, double value) {}

  /**
   * How many sums are held at once; all of them unless a runner knows what the heap can take.
   *
   * @param bytes that each takes
   */
  default int sumsAtOnce(long bytes) {
    return Integer.MAX_VALUE;
  }

  /** How many shards are computed at once, if there are as many. */
  int atOnce();

  /** How long all shards so far took. */
  ShardTime time();

  /**
   * How long it was, added up over all that compute and over all rounds so far, that one had
   * nothing left to do of a round while another still computed.
   */
  long idleNanos();

  /** The version of Spark that computes, or "none". */
  String sparkVersion();

  @Override
  void close();
}
