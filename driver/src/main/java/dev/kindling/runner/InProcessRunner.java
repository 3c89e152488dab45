package dev.kindling.runner;

import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.ShardTime;
import dev.kindling.task.DamagedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Computes shards on threads of this process, the caller's among them. */
public final class InProcessRunner implements Runner {
  private final int threads;
  private final ExecutorService others;
  private final Tally tally;

  private InProcessRunner(int threads, Consumer<DamagedRecord> damages) {
    this.threads = threads;
    this.others = Executors.newFixedThreadPool(Math.max(1, threads - 1), InProcessRunner::daemon);
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

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "kindling-shards");
    thread.setDaemon(true);
    return thread;
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
    List<Future<?>> helping = new ArrayList<>();
    while (helping.size() < atOnce - 1) {
      helping.add(others.submit(() -> help(settings, round)));
    }
    help(settings, round);
    helping.forEach(InProcessRunner::await);
    return round.results(tally);
  }

  /** A worker that failed is closed, and the round knows what it failed with. */
  private static void help(EpisodeSettings settings, Round<?> round) {
    try {
      EpisodeWorkers.shared().use(settings, round::work);
    } catch (RuntimeException | Error failure) {
      round.fail(failure);
    }
  }

  private static void await(Future<?> helper) {
    try {
      helper.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while shards are computed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A bug in the computing of shards", e);
    }
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
  public String sparkVersion() {
    return "none";
  }

  @Override
  public void close() {
    others.shutdownNow();
  }
}
