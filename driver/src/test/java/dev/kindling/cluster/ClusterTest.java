package dev.kindling.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.engine.Kernels;
import dev.kindling.episode.EngineSettings;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.fault.Fault;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskContext$;
import org.apache.spark.storage.BlockId;
import org.apache.spark.storage.BroadcastBlockId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClusterTest {
  private static final Configuration CONFIGURATION =
      ConfigurationReader.parse(
          "{model: {hidden: [4]}, training: {tasks-per-shard: 2}}", "test", List.of());
  private static final EpisodeSettings SETTINGS = CONFIGURATION.episodes();
  private static final MetaState START =
      MetaState.start(new float[SETTINGS.buildLearner().layout().size()]);
  private static final List<Shard> SHARDS = Shard.cut(Split.TRAIN, Key.of(0), 13, 2);

  private static final Optional<String> NO_GPU = Optional.empty();

  private static Cluster cluster;

  @BeforeAll
  static void connect() {
    cluster = Cluster.connect("test", Optional.of("local[2]"), 3, damaged -> {});
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @Test
  void resultsComeInTheOrderOfTheShards() {
    List<MetaGradientSum> sums =
        cluster.compute(SETTINGS, START, SHARDS, ClusterTest::firstSlotAsLoss);
    assertThat(sums)
        .extracting(MetaGradientSum::loss)
        .containsExactly(0., 2., 4., 6., 8., 10., 12.);
  }

  @Test
  void noMorePartitionsAreComputedAtOnceThanThereAreCores() {
    assertThat(cluster.atOnce()).isEqualTo(2);
  }

  private static MetaGradientSum firstSlotAsLoss(
      EpisodeWorker worker, MetaState state, Shard shard) {
    return new MetaGradientSum(state.theta(), shard.firstSlot(), shard.tasks(), List.of());
  }

  @Test
  void jobsSayWhatTheyAreFor() {
    cluster.begin("rehearsal", "step 3");
    cluster.compute(SETTINGS, START, SHARDS, ClusterTest::firstSlotAsLoss);
    cluster.begin("", "");
    cluster.compute(SETTINGS, START, SHARDS, ClusterTest::firstSlotAsLoss);
    var tracker = SparkContext.getOrCreate().statusTracker();
    assertThat(tracker.getJobIdsForGroup("rehearsal")).hasSize(1);
  }

  @Test
  void settingsAreReadOnceInAProcess() {
    SentSettings sent = SentSettings.of(SETTINGS);
    SentSettings again = SentSettings.of(SETTINGS);
    assertThat(sent.settings()).isEqualTo(SETTINGS).isNotSameAs(SETTINGS);
    assertThat(again.settings()).isSameAs(sent.settings());
    SentSettings other =
        SentSettings.of(ConfigurationReader.parse("{}", "o", List.of()).episodes());
    assertThat(other.settings()).isNotEqualTo(SETTINGS);
    assertThat(sent.settings()).isEqualTo(SETTINGS);
  }

  @Test
  void aFaultOfTheDataIsNotTriedAgain() {
    assertThatThrownBy(() -> cluster.compute(SETTINGS, START, SHARDS, ClusterTest::tornData))
        .isInstanceOf(Fault.class)
        .hasMessage("attempt 0: torn")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
  }

  private static MetaGradientSum tornData(EpisodeWorker worker, MetaState state, Shard shard) {
    throw Fault.data("attempt %d: torn".formatted(TaskContext.get().attemptNumber()));
  }

  @Test
  void aFullHeapIsAFaultAndSparkGoesOn() {
    assertThatThrownBy(() -> cluster.compute(SETTINGS, START, SHARDS, ClusterTest::fullHeap))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "a Spark task ran out of memory (Java heap space); raise spark.exec")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.RESOURCES);
    assertThat(cluster.compute(SETTINGS, START, SHARDS, ClusterTest::firstSlotAsLoss)).hasSize(7);
  }

  private static MetaGradientSum fullHeap(EpisodeWorker worker, MetaState state, Shard shard) {
    throw new OutOfMemoryError("Java heap space");
  }

  @Test
  void otherInstructionsThanTheDriversAreRefused() {
    var job =
        new ShardJob<>(
            SentSettings.of(SETTINGS),
            null,
            SHARDS,
            List.of(),
            3,
            ClusterTest::firstSlotAsLoss,
            new SameKernels(new Kernels("abacus", "0f")));
    PartitionResult<MetaGradientSum> result = job.apply(TaskContext$.MODULE$.empty(), null);
    assertThat(result.fault().orElseThrow())
        .hasMessageMatching(
            "executor driver computes with \\w+ instructions and the driver with abacus, and their"
                + " bits may differ; set engine.instruction-set to the lower .*; or allow it by .*");
  }

  @Test
  void kernelsThatComputeOtherBitsAreRefusedUnlessTheyAreAllowed() {
    Kernels here = EpisodeWorkers.shared().kernels(SETTINGS.engine());
    var driver = new SameKernels(new Kernels(here.instructionSet(), "0f"));
    assertThat(driver.refusal("7", SETTINGS.engine(), NO_GPU).orElseThrow())
        .hasMessageStartingWith(
            "executor 7 and the driver compute with %s instructions but their kernels give different bits (fingerprints %s and 0f); "
                .formatted(here.instructionSet(), here.fingerprint()))
        .extracting(Fault::kind)
        .isEqualTo(Fault.Kind.RESOURCES);
    assertThat(driver.refusal("7", engine("engine.other-kernels=allow"), NO_GPU)).isEmpty();
    assertThat(new SameKernels(here).refusal("7", SETTINGS.engine(), NO_GPU)).isEmpty();
  }

  @Test
  void aTaskThatDemandsAGpuMustBeGivenOne() {
    EngineSettings demanding = engine("engine={name: nd4j, device: gpu}");
    assertThat(Gpus.lack(NO_GPU, demanding, "7").orElseThrow())
        .hasMessageStartingWith(
            "engine.device is gpu but Spark gave a task of executor 7 none; set spark.executor.")
        .extracting(Fault::kind)
        .isEqualTo(Fault.Kind.RESOURCES);
    assertThat(Gpus.lack(Optional.of("0"), demanding, "7")).isEmpty();
    assertThat(Gpus.lack(NO_GPU, SETTINGS.engine(), "7")).isEmpty();
  }

  private static EngineSettings engine(String setting) {
    return ConfigurationReader.parse("{}", "test", List.of(setting)).episodes().engine();
  }

  @Test
  void aLackOfResourcesKeepsItsKindThroughSpark() {
    assertThatThrownBy(() -> cluster.compute(SETTINGS, START, SHARDS, ClusterTest::tooLittle))
        .isInstanceOf(Fault.class)
        .hasMessage("too little")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.RESOURCES);
  }

  private static MetaGradientSum tooLittle(EpisodeWorker worker, MetaState state, Shard shard) {
    throw Fault.resources("too little");
  }

  @Test
  void aBugInATaskIsABugHere() {
    assertThatThrownBy(() -> cluster.compute(SETTINGS, START, SHARDS, ClusterTest::bug))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a bug");
  }

  private static MetaGradientSum bug(EpisodeWorker worker, MetaState state, Shard shard) {
    throw new UnsupportedOperationException("a bug");
  }

  @Test
  void nothingIsKeptOfPastRounds() throws InterruptedException {
    IntStream.range(0, 50)
        .forEach(i -> cluster.compute(SETTINGS, START, SHARDS, ClusterTest::firstSlotAsLoss));
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (broadcasts() > 5 && System.nanoTime() < deadline) {
      // Spark forgets the code of a job when the collector has taken the job.
      System.gc();
      Thread.sleep(100);
    }
    assertThat(broadcasts()).isLessThanOrEqualTo(5);
  }

  @Test
  void largeStatesGoThoughTheTasksThatReadThemStay() throws InterruptedException {
    var large = MetaState.start(new float[3 << 20]);
    long before = newest();
    for (int round = 0; round < 5; round++) {
      cluster.compute(SETTINGS, large, SHARDS, ClusterTest::parameters);
    }
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (since(before) > 2 && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(since(before)).as("the last state, and what the tasks do").isLessThanOrEqualTo(2);
  }

  private static MetaGradientSum parameters(EpisodeWorker worker, MetaState state, Shard shard) {
    return new MetaGradientSum(new float[1], state.theta().length, shard.tasks(), List.of());
  }

  private static long newest() {
    return ids().max().orElse(-1);
  }

  private static long since(long broadcast) {
    return ids().filter(id -> id > broadcast).distinct().count();
  }

  private static LongStream ids() {
    var blocks = SparkEnv.get().blockManager().getMatchingBlockIds(new Broadcasts());
    return IntStream.range(0, blocks.size())
        .mapToLong(i -> ((BroadcastBlockId) blocks.apply(i)).broadcastId());
  }

  private static int broadcasts() {
    return SparkEnv.get().blockManager().getMatchingBlockIds(new Broadcasts()).size();
  }

  private static final class Broadcasts extends scala.runtime.AbstractFunction1<BlockId, Object> {
    @Override
    public Object apply(BlockId id) {
      return id.isBroadcast();
    }
  }
}
