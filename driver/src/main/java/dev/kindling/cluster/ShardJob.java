package dev.kindling.cluster;

import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.episode.Shard;
import dev.kindling.fault.Fault;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
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

  ShardJob(
      EpisodeSettings settings,
      Broadcast<float[]> theta,
      List<Shard> shards,
      int partitions,
      ShardFunction<R> function) {
    this.settings = settings;
    this.theta = theta;
    this.shards = new ArrayList<>(shards);
    this.partitions = partitions;
    this.function = function;
  }

  @Override
  public PartitionResult<R> apply(TaskContext context, Iterator<Object> partition) {
    var partitioning = new Partitioning(shards.size(), partitions);
    List<Shard> part = partitioning.part(shards, context.partitionId());
    try {
      return EpisodeWorkers.shared().use(settings, worker -> compute(worker, part));
    } catch (Fault fault) {
      if (mayPass(fault)) {
        throw fault;
      }
      return PartitionResult.of(fault);
    }
  }

  private PartitionResult<R> compute(EpisodeWorker worker, List<Shard> part) {
    float[] values = theta.value();
    return PartitionResult.of(
        part.stream().map(shard -> function.apply(worker, values, shard)).toList());
  }

  /** Another executor may have what this one lacks; the same data are bad everywhere. */
  private static boolean mayPass(Fault fault) {
    return fault.kind() == Fault.Kind.RESOURCES || fault.kind() == Fault.Kind.CLUSTER;
  }
}
