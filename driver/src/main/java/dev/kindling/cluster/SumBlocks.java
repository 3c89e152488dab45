package dev.kindling.cluster;

import dev.kindling.episode.MetaGradientSum;
import java.util.Iterator;
import org.apache.spark.Partitioner;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.rdd.RDD;
import scala.Tuple2;

/**
 * What a Spark task does whose sums executors add up: it computes its shards one after the other
 * and hands out each in blocks, so that it holds one sum at a time.
 */
final class SumBlocks implements PairFlatMapFunction<Iterator<Object>, Integer, SumBlock> {
  private static final long serialVersionUID = 1;

  private final ShardJob<MetaGradientSum> job;
  private final Partitioning blocks;

  private SumBlocks(ShardJob<MetaGradientSum> job, Partitioning blocks) {
    this.job = job;
    this.blocks = blocks;
  }

  /**
   * Each block of all shards in a partition of its own, by Spark's shuffle.
   *
   * @param numbers has the partitions of the job
   */
  static RDD<Tuple2<Integer, SumBlock>> shuffled(
      RDD<Object> numbers, ShardJob<MetaGradientSum> job, Partitioning blocks) {
    return numbers
        .toJavaRDD()
        .mapPartitionsToPair(new SumBlocks(job, blocks))
        .partitionBy(new ByNumber(blocks.partitions()))
        .rdd();
  }

  @Override
  public Iterator<Tuple2<Integer, SumBlock>> call(Iterator<Object> ignored) {
    return new Cut(TaskContext.getPartitionId());
  }

  private final class Cut implements Iterator<Tuple2<Integer, SumBlock>> {
    private final Iterator<PartitionResult<MetaGradientSum>> results;
    private PartitionResult<MetaGradientSum> whole;
    private int shard;
    private int block;

    Cut(int partition) {
      this.results = job.each(partition);
      this.shard = job.firstShard(partition);
    }

    @Override
    public boolean hasNext() {
      return whole != null || results.hasNext();
    }

    @Override
    public Tuple2<Integer, SumBlock> next() {
      if (whole == null) {
        whole = results.next();
      }
      var cut = new Tuple2<>(block, SumBlock.of(shard, whole, blocks, block));
      block++;
      if (block == blocks.partitions()) {
        whole = null;
        block = 0;
        shard++;
      }
      return cut;
    }
  }

  /** Keys are the numbers of partitions. */
  private static final class ByNumber extends Partitioner {
    private static final long serialVersionUID = 1;

    private final int partitions;

    ByNumber(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return (Integer) key;
    }
  }
}
