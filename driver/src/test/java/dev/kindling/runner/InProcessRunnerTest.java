package dev.kindling.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.episode.EngineFailure;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.fault.Fault;
import dev.kindling.task.DamagedRecord;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InProcessRunnerTest {
  private static final Configuration CONFIGURATION =
      ConfigurationReader.parse(
          "{model: {hidden: [4]}, training: {tasks-per-shard: 2}}", "test", List.of());
  private static final EpisodeSettings SETTINGS = CONFIGURATION.episodes();
  private static final MetaState START =
      MetaState.start(SETTINGS.buildLearner().initialise(Key.of(3)));
  private static final List<Shard> SHARDS = Shard.cut(Split.TRAIN, Key.of(0), 13, 2);

  private Runner runner = start(2);

  private static Runner start(int threads) {
    return InProcessRunner.start(threads, damaged -> {});
  }

  @AfterEach
  void close() {
    runner.close();
  }

  private <R> List<R> compute(ShardFunction<R> function) {
    return runner.compute(SETTINGS, START, SHARDS, function);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 16})
  void resultsComeInTheOrderOfTheShards(int threads) {
    runner = start(threads);
    assertThat(compute((worker, state, shard) -> shard.firstSlot()))
        .containsExactly(0, 2, 4, 6, 8, 10, 12);
  }

  @Test
  void noShardsGiveNoResults() {
    assertThat(runner.compute(SETTINGS, START, List.of(), EpisodeWorker::gradient)).isEmpty();
  }

  @Test
  void sumsTakeAnEighthOfTheHeap() {
    assertThat(InProcessRunner.sumsAtOnce(1L << 30, 32 << 20, 2)).isEqualTo(4);
    assertThat(InProcessRunner.sumsAtOnce(1L << 30, 32 << 20, 16)).as("at once").isEqualTo(16);
    assertThat(InProcessRunner.sumsAtOnce(1L << 40, 4, 1)).isEqualTo(Integer.MAX_VALUE);
    assertThat(InProcessRunner.sumsAtOnce(1L << 30, 0, 1)).as("without parameters").isPositive();
  }

  @Test
  void shardsAreComputedSideBySide() {
    var both = new CyclicBarrier(2);
    List<Shard> two = SHARDS.subList(0, 2);
    ShardFunction<Integer> meeting = (worker, state, shard) -> met(both);
    assertThat(runner.compute(SETTINGS, START, two, meeting)).containsExactlyInAnyOrder(0, 1);
  }

  private static int met(CyclicBarrier both) {
    try {
      return both.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
      throw new IllegalStateException("no other thread came", alone);
    }
  }

  /** Of several, the one that a single thread would meet. */
  @Test
  void theFaultOfTheFirstShardThatFailsIsTold() {
    IntStream.range(0, 50)
        .forEach(
            i ->
                assertThatThrownBy(() -> compute(InProcessRunnerTest::tornFromTheThird))
                    .isInstanceOf(Fault.class)
                    .hasMessage("torn at 4"));
    assertThat(compute((worker, state, shard) -> shard.firstSlot())).hasSize(7);
  }

  private static int tornFromTheThird(EpisodeWorker worker, MetaState state, Shard shard) {
    if (shard.firstSlot() >= 4) {
      throw Fault.data("torn at " + shard.firstSlot());
    }
    return 0;
  }

  @Test
  void aFullHeapIsAFaultOfResources() {
    ShardFunction<Integer> full =
        (worker, state, shard) -> {
          throw new OutOfMemoryError("Java heap space");
        };
    assertThatThrownBy(() -> compute(full))
        .hasMessageStartingWith("the work on a shard ran out of memory (Java heap space); raise")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.RESOURCES);
  }

  @Test
  void soIsAnEngineThatFails() {
    EngineFailure broken = EngineFailure.of("onednn", new IllegalStateException("no kernel"));
    ShardFunction<Integer> failing =
        (worker, state, shard) -> {
          throw broken;
        };
    assertThatThrownBy(() -> compute(failing))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.RESOURCES))
        .hasMessage(broken.getMessage() + "; run kindling check on each machine that computes");
  }

  @Test
  void aBugIsABugHere() {
    ShardFunction<Integer> bug =
        (worker, state, shard) -> {
          throw new UnsupportedOperationException("a bug");
        };
    assertThatThrownBy(() -> compute(bug))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("a bug");
  }

  @Test
  void theTimeOfAllThreadsIsAddedUp() {
    compute(EpisodeWorker::gradient);
    long once = runner.time().totalNanos();
    compute(EpisodeWorker::gradient);
    assertThat(once).isPositive();
    assertThat(runner.time().totalNanos()).isGreaterThan(once);
  }

  /** One thread has shards as long as the other is at the last. */
  @Test
  void aThreadThatHasNothingLeftWaitsForTheLast() {
    List<Shard> two = SHARDS.subList(0, 2);
    var done = new CompletableFuture<Thread>();
    long began = System.nanoTime();
    List<Long> waited =
        runner.compute(
            SETTINGS,
            START,
            two,
            (worker, state, shard) -> {
              if (shard.firstSlot() > 0) {
                done.complete(Thread.currentThread());
                return 0L;
              }
              return watched(done.join());
            });
    assertThat(runner.idleNanos())
        .isBetween(waited.get(0), System.nanoTime() - began)
        .isGreaterThan(0);
  }

  /** A time in which a thread had nothing to do. */
  private static long watched(Thread other) {
    while (other.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    long since = System.nanoTime();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    return System.nanoTime() - since;
  }

  @Test
  void aThreadAloneWaitsForNobody() {
    runner = start(1);
    compute((worker, state, shard) -> shard.firstSlot());
    assertThat(runner.idleNanos()).isZero();
  }

  @Test
  void aDamagedRecordIsToldOnce() {
    List<String> told = new ArrayList<>();
    var tally = new Tally(damaged -> told.add(damaged.record()));
    var damaged = new DamagedRecord("store", "record 3", "torn", "task 1", 10);
    tally.add(runner.time(), List.of(damaged));
    tally.add(runner.time(), List.of(damaged));
    assertThat(told).containsExactly("record 3");
  }
}
