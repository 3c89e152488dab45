package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.episode.SumForm;
import dev.kindling.fault.Fault;
import dev.kindling.runner.MemoryNeed;
import dev.kindling.runner.MemoryNeed.Purpose;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class ExecutorRoomTest {
  private static final long MEBI = 1 << 20;
  private static final long MACHINE = 64L << 30;
  private static final MemoryNeed SMALL = training(10_000, 8, 2);
  private static final MemoryNeed WIDE = training(10_000, 8, 300);
  private static final MemoryNeed LARGE = training(8 << 20, 64, 100);

  private static MemoryNeed training(long metaParameters, int shards, long megabytes) {
    return new MemoryNeed(
        Purpose.TRAINING, metaParameters, shards, megabytes * MEBI, 0, SumForm.EXACT);
  }

  private static SparkConf conf(String master, String... settings) {
    var conf = new SparkConf(false).set("spark.master", master);
    for (int i = 0; i < settings.length; i += 2) {
      conf.set(settings[i], settings[i + 1]);
    }
    return conf;
  }

  private static void require(MemoryNeed need, SparkConf conf) {
    ExecutorRoom.of(conf).require(need, MACHINE);
  }

  @Test
  void sparksOwnSizesDoForSmallModels() {
    for (String master : new String[] {"yarn", "k8s://host", "spark://host:7077"}) {
      assertThatCode(() -> require(SMALL, conf(master))).as(master).doesNotThrowAnyException();
    }
  }

  @Test
  void anOverheadThatProgramsExceedIsRefusedAndTheOneThatIsNamedIsEnough() {
    SparkConf conf = conf("yarn", "spark.executor.cores", "4", "spark.executor.memory", "2g");
    assertThatThrownBy(() -> require(WIDE, conf))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "an executor that computes 4 tasks at once needs 1456 MB outside its heap, 300 MB for the"
                + " programs of each, but may take 384 MB, and the cluster would end it; set"
                + " spark.executor.memoryOverhead to 1456m")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.CLUSTER);
    require(WIDE, conf.clone().set("spark.executor.memoryOverhead", "1456m"));
    require(WIDE, conf.clone().set("spark.executor.memoryOverhead", "1456"));
    require(WIDE, conf.clone().set("spark.executor.memoryOverheadFactor", "0.75"));
    require(WIDE, conf.clone().set("spark.task.cpus", "4").set("spark.executor.memory", "6g"));
  }

  @Test
  void whereNothingEndsExecutorsTheirOverheadIsNotAskedFor() {
    require(WIDE, conf("spark://host:7077", "spark.executor.cores", "4"));
    assertThat(ExecutorRoom.of(conf("spark://host:7077")).overhead()).isEmpty();
  }

  @Test
  void aHeapThatIsTooSmallForThetaIsRefusedAndTheOneThatIsNamedIsEnough() {
    SparkConf conf = conf("yarn", "spark.executor.memory", "512m");
    assertThatThrownBy(() -> require(LARGE, conf))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "an executor that computes 1 task at once needs a heap of 576 MB for 8388608"
                + " meta-parameters but has 512 MB; set spark.executor.memory to 576m");
    require(LARGE, conf.set("spark.executor.memory", "576m"));
  }

  /** A task holds its rounded sums three times, and the one that is being rounded. */
  @Test
  void roundedSumsTakeLessOfALargeThetasHeap() {
    var exact = training(32 << 20, 1, 1);
    require(exact, conf("yarn", "spark.executor.memory", "960m"));
    var rounded = new MemoryNeed(Purpose.TRAINING, 32 << 20, 1, MEBI, 0, SumForm.HALF_PRECISION);
    assertThatThrownBy(() -> require(rounded, conf("yarn", "spark.executor.memory", "800m")))
        .hasMessageEndingWith("has 800 MB; set spark.executor.memory to 897m");
    require(rounded, conf("yarn", "spark.executor.memory", "897m"));
  }

  /** What is said of tasks is small, however large theta is. */
  @Test
  void judgingReturnsNothingOfThetasSize() {
    var judging = new MemoryNeed(Purpose.JUDGING, 8 << 20, 64, 100 * MEBI, 0, SumForm.EXACT);
    require(judging, conf("yarn", "spark.executor.memory", "512m"));
    assertThatThrownBy(() -> require(judging, conf("yarn", "spark.executor.memory", "300m")))
        .hasMessage(
            "an executor that computes 1 task at once needs a heap of 384 MB for 8388608"
                + " meta-parameters but has 300 MB; set spark.executor.memory to 384m");
    SparkConf cores = conf("yarn", "spark.executor.cores", "4", "spark.executor.memory", "2g");
    assertThatThrownBy(() -> require(judging, cores))
        .hasMessageContaining("100 MB for the programs of each")
        .hasMessageEndingWith("set spark.executor.memoryOverhead to 656m");
    assertThatThrownBy(
            () -> ExecutorRoom.of(conf("local-cluster[8,2,1024]")).require(judging, 4096 * MEBI))
        .hasMessageEndingWith("name fewer executors or cores in local-cluster");
  }

  @Test
  void thatOfLocalClusterStandsInItsName() {
    assertThatThrownBy(() -> require(LARGE, conf("local-cluster[2, 1, 512]")))
        .hasMessageEndingWith("has 512 MB; set the last number of local-cluster to 576");
    require(LARGE, conf("local-cluster[2,1,576]"));
  }

  @Test
  void executorsOfThisMachineAreAddedUp() {
    SparkConf conf = conf("local-cluster[8,2,1024]");
    assertThatThrownBy(() -> ExecutorRoom.of(conf).require(WIDE, 4096 * MEBI))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("8 executors here, which need 1178 MB each, and the driver need ")
        .hasMessageContaining("but this machine or container has 4096 MB; name fewer executors")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.RESOURCES);
  }
}
