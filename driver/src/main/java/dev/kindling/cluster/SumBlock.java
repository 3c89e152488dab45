package dev.kindling.cluster;

import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.ShardTime;
import dev.kindling.episode.SumNumbers;
import java.io.Serializable;
import java.util.List;

/**
 * A block of what a shard contributes, on its way to the Spark task that adds up this block of all
 * shards. What else is known of the shard goes with the first block; a fault goes with each.
 *
 * @param shard its number
 */
record SumBlock(int shard, PartitionResult<MetaGradientSum> part) implements Serializable {
  private static final long serialVersionUID = 1;

  /**
   * Cuts one block out.
   *
   * @param whole the result of one shard
   */
  static SumBlock of(
      int shard, PartitionResult<MetaGradientSum> whole, Partitioning blocks, int block) {
    if (whole.fault().isPresent()) {
      return new SumBlock(shard, whole);
    }
    MetaGradientSum sum = whole.results().get(0);
    SumNumbers numbers = sum.numbers().range(blocks.start(block), blocks.start(block + 1));
    return new SumBlock(shard, block == 0 ? first(whole, sum, numbers) : other(numbers));
  }

  private static PartitionResult<MetaGradientSum> first(
      PartitionResult<MetaGradientSum> whole, MetaGradientSum sum, SumNumbers numbers) {
    var part = new MetaGradientSum(numbers, sum.loss(), sum.tasks(), sum.skipped());
    return PartitionResult.of(List.of(part), whole.time(), whole.passedOver());
  }

  private static PartitionResult<MetaGradientSum> other(SumNumbers numbers) {
    var part = new MetaGradientSum(numbers, 0, 0, List.of());
    return PartitionResult.of(List.of(part), ShardTime.NONE, List.of());
  }
}
