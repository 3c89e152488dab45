package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class DriverRoomTest {
  private static final long MEBI = 1 << 20;
  private static final int MILLION = 1_000_000;
  private static final DriverRoom USUAL = new DriverRoom(2048 * MEBI, 1024 * MEBI);

  @Test
  void manyExecutorsAddLargeSums() {
    assertThat(USUAL.isForExecutors(32 * MILLION, 64, 4)).isTrue();
    assertThat(USUAL.isForExecutors(32 * MILLION, 64, 3)).as("too few").isFalse();
    assertThat(USUAL.isForExecutors(4 * MILLION, 64, 100)).as("too small").isFalse();
    assertThat(USUAL.isForExecutors(400, MILLION, 4)).as("too many shards").isTrue();
    var strict = new DriverRoom(2048 * MEBI, 32 * MEBI);
    assertThat(strict.isForExecutors(4 * MILLION, 5, 4)).as("not in one job").isTrue();
    assertThat(strict.isForExecutors(2 * MILLION, 5, 4)).as("in one job").isFalse();
  }

  @Test
  void theDriverTakesNoMoreAtOnceThanItsHeapAndSparkAllow() {
    assertThat(USUAL.sumsAtOnce(32 * MEBI, 2)).as("64 MB a task").isEqualTo(4);
    assertThat(USUAL.sumsAtOnce(32 * MEBI, 100)).as("as many as tasks").isEqualTo(16);
    assertThat(new DriverRoom(512 * MEBI, 1024 * MEBI).sumsAtOnce(4 * MEBI, 2)).isEqualTo(16);
    assertThat(new DriverRoom(2048 * MEBI, 16 * MEBI).sumsAtOnce(4 * MEBI, 4)).isEqualTo(2);
    assertThat(new DriverRoom(2048 * MEBI, 16 * MEBI).sumsAtOnce(32 * MEBI, 4)).isEqualTo(1);
    assertThat(USUAL.sumsAtOnce(0, 4)).as("a learner without parameters").isPositive();
  }

  @Test
  void sparkTakesNoLimitFor0() {
    var conf = new SparkConf(false);
    assertThat(DriverRoom.of(conf).results()).isEqualTo(1024 * MEBI);
    conf.set("spark.driver.maxResultSize", "0");
    assertThat(DriverRoom.of(conf).results()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aTotalThatSparkWouldNotLetReturnIsRefused() {
    USUAL.requireTotal(60 * MILLION);
    assertThatThrownBy(() -> USUAL.requireTotal(100 * MILLION))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "the total of a step's meta-gradients takes 1526 MB with what goes with it, but"
                + " spark.driver.maxResultSize lets tasks return 1024 MB; set it to 1526m")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.CLUSTER);
  }

  @Test
  void blocksAreSmallAndAtLeastAsManyAsTasksAtOnce() {
    Partitioning blocks = DriverRoom.blocks(8 * MILLION, 64 * 32L * MILLION, 2);
    assertThat(blocks.partitions()).isEqualTo(62);
    assertThat(DriverRoom.blocks(1000, 8 * 4000, 4).partitions()).isEqualTo(4);
    assertThat(DriverRoom.blocks(3, 8 * 12, 4).partitions()).isEqualTo(3);
  }
}
