package dev.kindling.runner;

import dev.kindling.episode.EngineFailure;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.ShardTime;
import dev.kindling.fault.Fault;
import dev.kindling.task.DamagedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shards that several threads compute together: each takes the next one until none is left. Shards
 * are taken in order, so the first that fails is the same whatever the number of threads.
 */
final class Round<R> {

  /** What a thread did besides its results. */
  private record Share(ShardTime time, List<DamagedRecord> passedOver) {}

  private final MetaState state;
  private final Lookahead lookahead;
  private final ShardFunction<R> function;
  private final List<Shard> shards;
  private final R[] results;
  private final List<Share> shares = new ArrayList<>();
  private final Ends ends = new Ends();
  private final AtomicInteger next = new AtomicInteger();
  private int failed = Integer.MAX_VALUE;
  private Throwable failure;

  @SuppressWarnings("unchecked") // nobody sees the array
  Round(MetaState state, Lookahead lookahead, ShardFunction<R> function) {
    this.state = state;
    this.lookahead = lookahead;
    this.function = function;
    this.shards = lookahead.own();
    this.results = (R[]) new Object[shards.size()];
  }

  /** Computes shards until none is left. */
  Void work(EpisodeWorker worker) {
    ShardTime before = worker.time();
    for (int i = take(); i < results.length; i = take()) {
      try {
        lookahead.begin(i, worker::expect);
        results[i] = function.apply(worker, state, shards.get(i));
      } catch (RuntimeException | Error thrown) {
        fail(i, thrown);
        throw thrown;
      }
    }
    ends.add(System.nanoTime());
    share(new Share(worker.time().minus(before), worker.takePassedOver()));
    return null;
  }

  private int take() {
    return next.getAndIncrement();
  }

  private synchronized void share(Share share) {
    shares.add(share);
  }

  /** Shards before this one are under way or done, and no more are begun. */
  private synchronized void fail(int shard, Throwable thrown) {
    next.set(results.length);
    if (shard < failed) {
      failed = shard;
      failure = thrown;
    }
  }

  /** The work on no shard in particular failed; a failure that is known goes before it. */
  void fail(Throwable thrown) {
    fail(results.length, thrown);
  }

  /** All of them, once every thread has come back. */
  synchronized List<R> results(Tally tally) {
    if (failure != null) {
      throw thrown(failure);
    }
    shares.forEach(share -> tally.add(share.time(), share.passedOver()));
    tally.addIdle(ends.idleNanos(shares.size()));
    return Arrays.asList(results);
  }

  private static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Fault fault) {
      return fault;
    }
    if (failure instanceof OutOfMemoryError full) {
      return Fault.resources(
          "the work on a shard ran out of memory (%s); raise KINDLING_MEMORY, or lower --threads or"
                  .formatted(full.getMessage())
              + " training.tasks-per-shard",
          full);
    }
    if (failure instanceof EngineFailure broken) {
      return broken.fault();
    }
    return new IllegalStateException("A bug in the work on shards", failure);
  }
}
