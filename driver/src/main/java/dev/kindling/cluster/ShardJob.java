package dev.kindling.cluster;

import dev.kindling.episode.EngineSettings;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.ShardTime;
import dev.kindling.fault.Fault;
import dev.kindling.runner.Lookahead;
import dev.kindling.runner.ShardFunction;
import dev.kindling.seat.SeatWork;
import dev.kindling.store.OpenStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.deploy.SparkHadoopUtil;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** What a Spark task does: its partition's shards, one after the other on one worker. */
final class ShardJob<R> extends AbstractFunction2<TaskContext, Iterator<Object>, PartitionResult<R>>
    implements SeatWork<PartitionResult<R>> {
  private static final long serialVersionUID = 1;
  private static final long NO_END = Long.MAX_VALUE;

  /** Results that took so long to compute are sent before those after them are computed. */
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final SentSettings settings;
  private final SentState state;
  private final SentShards shards;
  private final SentShards coming;
  private final int partitions;
  private final ShardFunction<R> function;
  private final SameKernels kernels;

  /**
   * @param coming the shards of the round after this one
   * @param kernels to which the executor is held
   */
  ShardJob(
      SentSettings settings,
      SentState state,
      List<Shard> shards,
      List<Shard> coming,
      int partitions,
      ShardFunction<R> function,
      SameKernels kernels) {
    this.settings = settings;
    this.state = state;
    this.shards = new SentShards(shards);
    this.coming = new SentShards(coming);
    this.partitions = partitions;
    this.function = function;
    this.kernels = kernels;
  }

  @Override
  public PartitionResult<R> apply(TaskContext context, Iterator<Object> ignored) {
    Lookahead lookahead = lookahead(context.partitionId());
    return tried(worker -> compute(worker, lookahead, 0, NO_END));
  }

  @Override
  public java.util.Iterator<PartitionResult<R>> part(int partition) {
    return new Pieces(partition, SOON_NANOS);
  }

  /** The same, each shard by itself. */
  java.util.Iterator<PartitionResult<R>> each(int partition) {
    return new Pieces(partition, 0);
  }

  /** A fault ends a partition. */
  private final class Pieces implements java.util.Iterator<PartitionResult<R>> {
    private final Lookahead lookahead;
    private final long nanos;
    private int computed;
    private boolean failed;

    /**
     * @param nanos after which no shard is begun before those that are done were handed out
     */
    Pieces(int partition, long nanos) {
      this.lookahead = lookahead(partition);
      this.nanos = nanos;
    }

    @Override
    public boolean hasNext() {
      return !failed && computed < lookahead.own().size();
    }

    @Override
    public PartitionResult<R> next() {
      PartitionResult<R> piece = tried(worker -> compute(worker, lookahead, computed, nanos));
      computed += piece.results().size();
      failed = piece.fault().isPresent();
      return piece;
    }
  }

  private Lookahead lookahead(int partition) {
    return new Lookahead(shards.part(partition, partitions), coming.part(partition, partitions), 1);
  }

  /** The number of a partition's first shard among all. */
  int firstShard(int partition) {
    return new Partitioning(shards.size(), partitions).start(partition);
  }

  int partitions() {
    return partitions;
  }

  int shards() {
    return shards.size();
  }

  private PartitionResult<R> tried(Function<EpisodeWorker, PartitionResult<R>> work) {
    try {
      OpenStores.configure(ShardJob::hadoop);
      EpisodeSettings read = settings.settings();
      Optional<String> gpu = Optional.ofNullable(TaskContext.get()).flatMap(Gpus::of);
      Optional<Fault> refusal = refusal(read.engine(), gpu);
      if (refusal.isPresent()) {
        return PartitionResult.of(refusal.get());
      }
      return EpisodeWorkers.shared().use(read, gpu, work);
    } catch (Fault fault) {
      if (mayPass(fault)) {
        throw fault;
      }
      return PartitionResult.of(fault);
    } catch (OutOfMemoryError full) {
      return PartitionResult.of(outOfMemory(full));
    } catch (LinkageError missing) {
      throw notLoaded(SparkEnv.get().executorId(), missing);
    }
  }

  /** Why this process may not take part, now or when the task is tried again. */
  private Optional<Fault> refusal(EngineSettings engine, Optional<String> gpu) {
    String executor = SparkEnv.get().executorId();
    return Gpus.lack(gpu, engine, executor).or(() -> kernels.refusal(executor, engine, gpu));
  }

  /** Shards from one on, the first in any case, the others as long as time is left. */
  private PartitionResult<R> compute(
      EpisodeWorker worker, Lookahead lookahead, int from, long nanos) {
    long began = System.nanoTime();
    MetaState now = state.value();
    ShardTime before = worker.time();
    List<R> results = new ArrayList<>();
    int shard = from;
    do {
      lookahead.begin(shard, worker::expect);
      results.add(function.apply(worker, now, lookahead.own().get(shard)));
      shard++;
    } while (shard < lookahead.own().size() && System.nanoTime() - began < nanos);
    return PartitionResult.of(results, worker.time().minus(before), worker.takePassedOver());
  }

  private static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
  }

  /** Uncaught it would end the executor, and on a local master the whole program. */
  private static Fault outOfMemory(OutOfMemoryError full) {
    return Fault.resources(
        "a Spark task ran out of memory (%s); raise spark.executor.memory, or KINDLING_MEMORY on a"
                .formatted(full.getMessage())
            + " local master, or lower training.tasks-per-shard");
  }

  /** Uncaught it would end the executor, and each one that comes after it. */
  private static Fault notLoaded(String executor, LinkageError missing) {
    return Fault.resources(
        "executor %s on %s cannot load what it computes with: %s; see that its machine has the driver's"
                .formatted(executor, SparkEnv.get().blockManager().blockManagerId().host(), missing)
            + " architecture and system libraries, or have it passed over with"
            + " spark.excludeOnFailure.enabled",
        missing);
  }

  /** Another executor may have what this one lacks; bad data are bad everywhere. */
  private static boolean mayPass(Fault fault) {
    return fault.kind() == Fault.Kind.RESOURCES || fault.kind() == Fault.Kind.CLUSTER;
  }
}
