package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.config.ConfigurationReader;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.fault.Fault;
import dev.kindling.runner.InProcessRunner;
import dev.kindling.runner.MetaGradientTotal;
import dev.kindling.runner.Runner;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkStatusTracker;
import org.apache.spark.storage.BlockId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.collection.JavaConverters;

/** What Spark may return decides whether executors add up sums, and nothing else. */
class BlockwiseTotalTest {
  private static final String LIMIT = "spark.driver.maxResultSize";

  /** Some of the gradients of these waves are not finite, so that tasks are left out. */
  private static final EpisodeSettings SETTINGS = settings("exact");

  private static EpisodeSettings settings(String sums) {
    return ConfigurationReader.parse(
            "{model: {hidden: [64, 64]}, learner: {rate: 2e6}, training: {tasks-per-shard: 1}}",
            "test",
            List.of("training.sums=" + sums))
        .episodes();
  }

  private static final int SIZE = SETTINGS.buildLearner().layout().summed();
  private static final MetaState STATE =
      MetaState.start(SETTINGS.buildLearner().initialise(Key.of(3)));
  private static final int COUNT = 40;

  private static Cluster cluster;

  @BeforeAll
  static void connect() {
    System.setProperty(LIMIT, "400k");
    cluster = Cluster.connect("test", Optional.of("local[4]"), 3, damaged -> {});
  }

  @AfterAll
  static void close() {
    cluster.close();
    System.clearProperty(LIMIT);
  }

  private static List<Shard> shards(long step) {
    return Shard.cut(Split.TRAIN, Key.of(step), COUNT, 1);
  }

  private static MetaGradientTotal total(Runner runner, List<Shard> shards) {
    return total(runner, SETTINGS, shards);
  }

  private static MetaGradientTotal total(
      Runner runner, EpisodeSettings settings, List<Shard> shards) {
    return runner.total(settings, STATE, shards, List.of(), SIZE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exact", "half-precision"})
  void itIsTheSimpleOneToTheBit(String sums) {
    cluster.begin("many", sums);
    MetaGradientTotal blockwise = total(cluster, settings(sums), shards(0));
    assertThat(stages("many")).isEqualTo(2);
    try (Runner simple = InProcessRunner.start(1, damaged -> {})) {
      MetaGradientTotal expected = total(simple, settings(sums), shards(0));
      assertThat(expected.skipped()).isNotEmpty().hasSizeLessThan(COUNT);
      assertThat(blockwise)
          .usingRecursiveComparison()
          .ignoringFields("addingNanos")
          .isEqualTo(expected);
    }
    assertThat(cluster.time().totalNanos()).isPositive();
  }

  /** Half as many bytes are no reason for a second stage where twice as many are one. */
  @Test
  void roundedSumsComeToTheDriverLonger() {
    List<Shard> some = shards(0).subList(0, 20);
    cluster.begin("some", "");
    total(cluster, some);
    assertThat(stages("some")).isEqualTo(2);
    total(cluster, settings("half-precision"), some);
    assertThat(stages("some")).isEqualTo(1);
  }

  @Test
  void fewShardsStillComeToTheDriver() {
    cluster.begin("few", "");
    total(cluster, shards(0).subList(0, 4));
    assertThat(stages("few")).isEqualTo(1);
  }

  @Test
  void nothingIsLeftOfPastRounds() {
    for (int step = 0; step < 20; step++) {
      total(cluster, shards(step));
    }
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (shuffleFiles() > filesOfOneRound() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(shuffleFiles()).isLessThanOrEqualTo(filesOfOneRound());
  }

  /** An index and its data for each task. */
  private static int filesOfOneRound() {
    return 2 * cluster.atOnce();
  }

  @Test
  void aFaultOfTheDataIsTold() {
    EpisodeSettings missing =
        ConfigurationReader.parse(
                "{tasks: {kind: stored, uri: /no/such/store, version: 1, support: 1, query: 1}}",
                "test",
                List.of())
            .episodes();
    assertThatThrownBy(() -> cluster.total(missing, STATE, shards(0), List.of(), SIZE))
        .isInstanceOf(Fault.class);
  }

  /** Of the last job for {@code phase}: one if the driver added, two if executors did. */
  private static int stages(String phase) {
    SparkStatusTracker tracker = SparkContext.getOrCreate().statusTracker();
    int last = Arrays.stream(tracker.getJobIdsForGroup(phase)).max().orElseThrow();
    return tracker.getJobInfo(last).get().stageIds().length;
  }

  private static long shuffleFiles() {
    return JavaConverters.seqAsJavaList(
            SparkEnv.get().blockManager().diskBlockManager().getAllBlocks())
        .stream()
        .filter(BlockId::isShuffle)
        .count();
  }
}
