package dev.kindling.cluster;

import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.ShardTime;
import dev.kindling.fault.Fault;
import dev.kindling.runner.MetaGradientTotal;
import dev.kindling.task.DamagedRecord;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.TaskContext;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** What a Spark task does that adds up one block of all shards, in the order of the shards. */
final class BlockJob
    extends AbstractFunction2<
        TaskContext, Iterator<Tuple2<Integer, SumBlock>>, PartitionResult<MetaGradientTotal>>
    implements Serializable {
  private static final long serialVersionUID = 1;

  private final Partitioning blocks;
  private final int shards;

  BlockJob(Partitioning blocks, int shards) {
    this.blocks = blocks;
    this.shards = shards;
  }

  @Override
  public PartitionResult<MetaGradientTotal> apply(
      TaskContext context, Iterator<Tuple2<Integer, SumBlock>> arriving) {
    int block = context.partitionId();
    return added(blocks.start(block + 1) - blocks.start(block), arriving);
  }

  private PartitionResult<MetaGradientTotal> added(
      int size, Iterator<Tuple2<Integer, SumBlock>> arriving) {
    var adding = new Adding(size);
    while (arriving.hasNext()) {
      SumBlock block = arriving.next()._2();
      adding.take(block.shard(), block.part());
    }
    return adding.result(shards);
  }

  /** Blocks arrive in any order. Each is added when those of all shards before it are. */
  private static final class Adding {
    private final SortedMap<Integer, PartitionResult<MetaGradientSum>> waiting = new TreeMap<>();
    private final List<DamagedRecord> passedOver = new ArrayList<>();
    private final MetaGradientTotal total;
    private ShardTime time = ShardTime.NONE;
    private int added;

    Adding(int size) {
      this.total = new MetaGradientTotal(size);
    }

    void take(int shard, PartitionResult<MetaGradientSum> part) {
      waiting.put(shard, part);
      while (waiting.containsKey(added) && waiting.get(added).fault().isEmpty()) {
        add(waiting.remove(added));
        added++;
      }
    }

    private void add(PartitionResult<MetaGradientSum> part) {
      part.results().forEach(total::add);
      time = time.plus(part.time());
      passedOver.addAll(part.passedOver());
    }

    /** The first shard's fault, if any has one. */
    PartitionResult<MetaGradientTotal> result(int shards) {
      Optional<Fault> fault =
          waiting.values().stream().flatMap(part -> part.fault().stream()).findFirst();
      if (fault.isPresent()) {
        return PartitionResult.of(fault.get());
      }
      if (added != shards) {
        throw new IllegalStateException(added + " of " + shards + " shards arrived");
      }
      return PartitionResult.of(List.of(total), time, passedOver);
    }
  }
}
