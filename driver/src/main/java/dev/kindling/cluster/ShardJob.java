package dev.kindling.cluster;

import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.episode.Shard;
import dev.kindling.fault.Fault;
import dev.kindling.store.OpenStores;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.deploy.SparkHadoopUtil;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** What a Spark task does: its partition's shards, one after the other on one worker. */
final class ShardJob<R> extends AbstractFunction2<TaskContext, Iterator<Object>, PartitionResult<R>>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final EpisodeSettings settings;
  private final Broadcast<float[]> theta;
  private final ArrayList<Shard> shards;
  private final int partitions;
  private final ShardFunction<R> function;
  private final String instructionSet;

  /**
   * @param instructionSet the driver's: another one here would change the bits of the result
   */
  ShardJob(
      EpisodeSettings settings,
      Broadcast<float[]> theta,
      List<Shard> shards,
      int partitions,
      ShardFunction<R> function,
      String instructionSet) {
    this.settings = settings;
    this.theta = theta;
    this.shards = new ArrayList<>(shards);
    this.partitions = partitions;
    this.function = function;
    this.instructionSet = instructionSet;
  }

  @Override
  public PartitionResult<R> apply(TaskContext context, Iterator<Object> partition) {
    var partitioning = new Partitioning(shards.size(), partitions);
    List<Shard> part = partitioning.part(shards, context.partitionId());
    try {
      OpenStores.configure(ShardJob::hadoop);
      return EpisodeWorkers.shared().use(settings, worker -> compute(worker, part));
    } catch (Fault fault) {
      if (mayPass(fault)) {
        throw fault;
      }
      return PartitionResult.of(fault);
    } catch (OutOfMemoryError full) {
      return PartitionResult.of(outOfMemory(full));
    }
  }

  private PartitionResult<R> compute(EpisodeWorker worker, List<Shard> part) {
    String here = worker.instructionSet();
    if (!here.equals(instructionSet)) {
      return PartitionResult.of(otherBits(SparkEnv.get().executorId(), here));
    }
    float[] values = theta.value();
    List<R> results = new ArrayList<>();
    part.stream().limit(1).forEach(worker::expect);
    for (int i = 0; i < part.size(); i++) {
      part.stream().skip(i + 1L).limit(1).forEach(worker::expect);
      results.add(function.apply(worker, values, part.get(i)));
    }
    return PartitionResult.of(results);
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

  /** Left to itself it ends the executor, and on a local master the whole program. */
  private static Fault outOfMemory(OutOfMemoryError full) {
    return Fault.resources(
        "a Spark task ran out of memory (%s); raise spark.executor.memory, or KINDLING_MEMORY on a"
                .formatted(full.getMessage())
            + " local master, or lower training.tasks-per-shard");
  }

  /** Another executor may have what this one lacks; the same data are bad everywhere. */
  private static boolean mayPass(Fault fault) {
    return fault.kind() == Fault.Kind.RESOURCES || fault.kind() == Fault.Kind.CLUSTER;
  }
}
