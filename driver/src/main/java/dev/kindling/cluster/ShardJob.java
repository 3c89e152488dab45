package dev.kindling.cluster;

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

  private final SentSettings settings;
  private final SentState state;
  private final SentShards shards;
  private final SentShards coming;
  private final int partitions;
  private final ShardFunction<R> function;
  private final String instructionSet;

  /**
   * @param coming the shards of the round after this one
   * @param instructionSet the driver's: another one on the executor would change the result's bits
   */
  ShardJob(
      SentSettings settings,
      SentState state,
      List<Shard> shards,
      List<Shard> coming,
      int partitions,
      ShardFunction<R> function,
      String instructionSet) {
    this.settings = settings;
    this.state = state;
    this.shards = new SentShards(shards);
    this.coming = new SentShards(coming);
    this.partitions = partitions;
    this.function = function;
    this.instructionSet = instructionSet;
  }

  @Override
  public PartitionResult<R> apply(TaskContext context, Iterator<Object> ignored) {
    return part(context.partitionId());
  }

  @Override
  public PartitionResult<R> part(int partition) {
    var lookahead =
        new Lookahead(shards.part(partition, partitions), coming.part(partition, partitions), 1);
    try {
      OpenStores.configure(ShardJob::hadoop);
      return EpisodeWorkers.shared().use(settings.settings(), worker -> compute(worker, lookahead));
    } catch (Fault fault) {
      if (mayPass(fault)) {
        throw fault;
      }
      return PartitionResult.of(fault);
    } catch (OutOfMemoryError full) {
      return PartitionResult.of(outOfMemory(full));
    }
  }

  private PartitionResult<R> compute(EpisodeWorker worker, Lookahead lookahead) {
    String here = worker.instructionSet();
    if (!here.equals(instructionSet)) {
      return PartitionResult.of(otherBits(SparkEnv.get().executorId(), here));
    }
    MetaState now = state.value();
    ShardTime before = worker.time();
    List<R> results = new ArrayList<>();
    for (Shard shard : lookahead.own()) {
      lookahead.begin(results.size(), worker::expect);
      results.add(function.apply(worker, now, shard));
    }
    return PartitionResult.of(results, worker.time().minus(before), worker.takePassedOver());
  }

  private static Configuration hadoop() {
    return SparkHadoopUtil.get().newConfiguration(SparkEnv.get().conf());
  }

  private Fault otherBits(String executor, String here) {
    return Fault.resources(
        "executor %s computes with %s instructions and the driver with %s, and their bits differ;"
                .formatted(executor, here, instructionSet)
            + " set engine.instruction-set to the lower of the two and start a new run");
  }

  /** Uncaught it would end the executor, and on a local master the whole program. */
  private static Fault outOfMemory(OutOfMemoryError full) {
    return Fault.resources(
        "a Spark task ran out of memory (%s); raise spark.executor.memory, or KINDLING_MEMORY on a"
                .formatted(full.getMessage())
            + " local master, or lower training.tasks-per-shard");
  }

  /** Another executor may have what this one lacks; bad data are bad everywhere. */
  private static boolean mayPass(Fault fault) {
    return fault.kind() == Fault.Kind.RESOURCES || fault.kind() == Fault.Kind.CLUSTER;
  }
}
