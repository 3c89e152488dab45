package dev.kindling.runner;

import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.ShardTime;
import dev.kindling.task.DamagedRecord;
import java.util.List;
import java.util.function.Consumer;

/** Computes shards on threads of this process, the caller's among them. */
public final class InProcessRunner implements Runner {
  /** The part of the heap that sums may take. */
  private static final int PART_OF_HEAP = 8;

  private final int threads;
  private final Crew crew;
  private final Tally tally;

  private InProcessRunner(int threads, Consumer<DamagedRecord> damages) {
    this.threads = threads;
    this.crew = new Crew(threads);
    this.tally = new Tally(damages);
  }

  /**
   * Starts a runner.
   *
   * @param threads how many shards are computed at once
   * @param damages is told of each damaged record once, when it is first passed over
   */
  public static InProcessRunner start(int threads, Consumer<DamagedRecord> damages) {
    return new InProcessRunner(threads, damages);
  }

  @Override
  public <R> List<R> compute(
      EpisodeSettings settings,
      MetaState state,
      List<Shard> shards,
      List<Shard> coming,
      ShardFunction<R> function) {
    int atOnce = Math.min(threads, shards.size());
    var round = new Round<>(state, new Lookahead(shards, coming, atOnce), function);
    crew.run(() -> work(settings, round), atOnce);
    return round.results(tally);
  }

  /** A worker that failed is closed, and the round knows what it failed with. */
  private static void work(EpisodeSettings settings, Round<?> round) {
    try {
      EpisodeWorkers.shared().use(settings, round::work);
    } catch (RuntimeException | Error failure) {
      round.fail(failure);
    }
  }

  @Override
  public int sumsAtOnce(long bytes) {
    return sumsAtOnce(Runtime.getRuntime().maxMemory(), bytes, threads);
  }

  /** In a heap of so many bytes. */
  static int sumsAtOnce(long heap, long bytes, int threads) {
    long sums = heap / PART_OF_HEAP / Math.max(1, bytes);
    return (int) Math.max(threads, Math.min(Integer.MAX_VALUE, sums));
  }

  @Override
  public int atOnce() {
    return threads;
  }

  @Override
  public ShardTime time() {
    return tally.time();
  }

  @Override
  public long idleNanos() {
    return tally.idleNanos();
  }

  @Override
  public String sparkVersion() {
    return "none";
  }

  @Override
  public void close() {
    crew.close();
  }
}
