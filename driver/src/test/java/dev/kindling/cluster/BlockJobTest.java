package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.ShardTime;
import dev.kindling.episode.SkippedTask;
import dev.kindling.episode.SumForm;
import dev.kindling.fault.Fault;
import dev.kindling.runner.MetaGradientTotal;
import dev.kindling.task.DamagedRecord;
import dev.kindling.task.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import scala.Tuple2;
import scala.collection.JavaConverters;

class BlockJobTest {
  private static final int SIZE = 5;
  private static final int SHARDS = 7;
  private static final Partitioning BLOCKS = new Partitioning(SIZE, 2);

  private final Random random = new Random(3);

  /** Numbers whose sum depends on the order in which they are added, in doubles too. */
  private final List<MetaGradientSum> sums =
      IntStream.range(0, SHARDS)
          .mapToObj(
              shard ->
                  new MetaGradientSum(
                      numbers(), random.nextDouble(), shard, List.of(skipped("task " + shard))))
          .toList();

  private float[] numbers() {
    float[] numbers = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      numbers[i] = (float) Math.scalb(random.nextGaussian(), random.nextInt(-60, 60));
    }
    return numbers;
  }

  private static SkippedTask skipped(String task) {
    return new SkippedTask(task, "why");
  }

  private static PartitionResult<MetaGradientSum> whole(int shard, MetaGradientSum sum) {
    return PartitionResult.of(List.of(sum), new ShardTime(1, 2, 10), List.of(damaged(shard)));
  }

  private static DamagedRecord damaged(int shard) {
    return new DamagedRecord("s", "record " + shard, "t", "torn", 9);
  }

  private static PartitionResult<MetaGradientTotal> added(List<SumBlock> arriving) {
    var iterator = arriving.stream().map(block -> new Tuple2<>(0, block)).iterator();
    return new BlockJob(BLOCKS, SHARDS)
        .apply(TaskContext$.MODULE$.empty(), JavaConverters.asScalaIterator(iterator));
  }

  private List<SumBlock> firstBlocks() {
    return firstBlocks(sums);
  }

  private static List<SumBlock> firstBlocks(List<MetaGradientSum> sums) {
    List<SumBlock> blocks = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      blocks.add(SumBlock.of(shard, whole(shard, sums.get(shard)), BLOCKS, 0));
    }
    return blocks;
  }

  @ParameterizedTest
  @EnumSource
  void inWhateverOrderBlocksArriveTheyAreAddedInThatOfTheShards(SumForm form) {
    List<MetaGradientSum> sent =
        sums.stream().map(sum -> sum.in(form, 1, Key.of(sum.tasks()))).toList();
    var simple = new MetaGradientTotal(SIZE);
    sent.forEach(simple::add);
    for (int i = 0; i < 20; i++) {
      List<SumBlock> blocks = firstBlocks(sent);
      Collections.shuffle(blocks, random);
      PartitionResult<MetaGradientTotal> result = added(blocks);
      MetaGradientTotal total = result.results().get(0);
      assertThat(total.gradient()).containsExactly(simple.gradient()[0], simple.gradient()[1]);
      assertThat(total.loss()).isEqualTo(simple.loss());
      assertThat(total.tasks()).isEqualTo(simple.tasks());
      assertThat(total.skipped()).isEqualTo(simple.skipped());
      assertThat(result.time()).isEqualTo(new ShardTime(SHARDS, 2 * SHARDS, 10 * SHARDS));
      assertThat(result.passedOver())
          .containsExactlyElementsOf(
              IntStream.range(0, SHARDS).mapToObj(BlockJobTest::damaged).toList());
    }
  }

  @Test
  void onlyTheFirstBlockOfAShardTellsWhatElseIsKnownOfIt() {
    SumBlock other = SumBlock.of(3, whole(3, sums.get(3)), BLOCKS, 1);
    assertThat(other.part().passedOver()).isEmpty();
    assertThat(other.part().time()).isEqualTo(ShardTime.NONE);
    MetaGradientSum sum = other.part().results().get(0);
    assertThat(sum.numbers().size()).isEqualTo(3);
    assertThat(sum.tasks()).isZero();
    assertThat(sum.skipped()).isEmpty();
    assertThat(sum.loss()).isZero();
  }

  @Test
  void theFaultOfTheFirstShardThatFailsIsTold() {
    List<SumBlock> blocks = firstBlocks();
    for (int shard : new int[] {5, 2}) {
      PartitionResult<MetaGradientSum> torn = PartitionResult.of(Fault.data("torn " + shard));
      blocks.set(shard, SumBlock.of(shard, torn, BLOCKS, 0));
    }
    Collections.reverse(blocks);
    assertThat(added(blocks).fault().orElseThrow()).hasMessage("torn 2");
  }

  @Test
  void aShardThatNeverCameIsABug() {
    List<SumBlock> blocks = firstBlocks().subList(0, 3);
    assertThatThrownBy(() -> added(blocks))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("3 of 7 shards arrived");
  }
}
