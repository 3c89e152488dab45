package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A run on a cluster that loses executors and workers all the time ends with the bits of a quiet
 * one, and leaves nothing behind, in the driver's memory or on a disk.
 */
@LaunchesProcesses
@ResourceLock("standalone cluster")
class ChaosTest {

  /** Which executors are harmed, as in an earlier run: {@code -Dkindling.test.seed=N}. */
  private final long seed = Long.getLong("kindling.test.seed", System.nanoTime());

  /** The state and the code of the job under way and of the one before. */
  private static final int BROADCASTS = 8;

  /** Executors that are lost with their workers, at most. */
  private static final int EXCHANGES = 30;

  private static final String SPECULATION =
      "-Dspark.speculation=true -Dspark.speculation.interval=50ms -Dspark.speculation.quantile=0.5"
          + " -Dspark.executor.memory=512m -Dspark.executor.cores=1";

  /** Some seconds of work on one core, so that executors are lost in the midst of a step. */
  private static final String LARGER =
      """
      seed: 6
      tasks: {kind: sinusoid, support: 10, query: 10}
      model: {kind: mlp, hidden: [96, 96]}
      learner: {kind: maml, steps: 3, rate: 0.01, order: 2}
      training: {steps: 200, tasks-per-step: 768, tasks-per-shard: 32}
      evaluation: {episodes: 32, steps: 2, every: 100}
      checkpoint: {every: 10, keep: 3}
      """;

  @TempDir private Path directory;
  private Path output;
  private RunDirectory run;
  private Path temporary;

  @BeforeEach
  void sayTheSeed() throws IOException {
    System.out.println("ChaosTest: seed " + seed);
    output = directory.resolve("run");
    run = new RunDirectory(output);
    temporary = Files.createDirectory(directory.resolve("tmp"));
  }

  @Test
  void aFewHarmsChangeNothing(ReferenceRun reference) throws IOException {
    try (var cluster = StandaloneCluster.start(directory.resolve("cluster"), 2);
        Running running = start(reference, cluster)) {
      var chaos = new Chaos(cluster, Key.of(seed).fold("chaos"));
      running.until("step 20", () -> run.newest() >= 20);
      JvmView early = JvmView.of(running);
      chaos.killAnExecutor();
      running.until("step 60", () -> run.newest() >= 60);
      chaos.holdUpAnExecutor(running);
      running.until("step 80", () -> run.newest() >= 80);
      chaos.exchangeAWorker();
      running.until("step 120", () -> run.newest() >= 120);
      chaos.killAnExecutor();
      running.until("step 160", () -> run.newest() >= 160);
      JvmView late = JvmView.of(running);

      requireUnharmed(reference, cluster, running.await(), chaos.kills());
      requireNoLeak(early, late);
    }
  }

  @Test
  @Tag("long")
  void harmsEveryFewSecondsChangeNothing() throws IOException {
    Path quiet = Files.createDirectory(directory.resolve("quiet"));
    ReferenceRun reference = ReferenceRun.make(quiet, LARGER);
    try (var cluster = StandaloneCluster.start(directory.resolve("cluster"), 2);
        Running running = start(reference, cluster).allowing(Duration.ofMinutes(20))) {
      var chaos = new Chaos(cluster, Key.of(seed).fold("chaos"));
      running.until("step 10", () -> run.newest() >= 10);
      JvmView early = JvmView.of(running);
      JvmView late = early;
      for (int act = 0; !running.endsWithin(Duration.ofSeconds(3)); act++) {
        switch (act % 8) {
          case 3 -> chaos.holdUpAnExecutor(running);
          case 7 -> chaos.exchangeAWorker();
          default -> chaos.killAnExecutor();
        }
        late = run.newest() < 200 ? JvmView.of(running) : late;
      }
      System.out.printf(
          "%d executors were killed; early %s, late %s%n", chaos.kills(), early, late);

      requireUnharmed(reference, cluster, running.await(), chaos.kills());
      assertThat(chaos.kills()).isGreaterThanOrEqualTo(10);
      requireNoLeak(early, late);
    }
  }

  private Running start(ReferenceRun reference, StandaloneCluster cluster) {
    List<String> arguments =
        reference.training(output, "--master", cluster.url(), "--set", "checkpoint.every=10");
    return Launch.in(directory)
        .with("SPARK_LOCAL_IP", "127.0.0.1")
        .adding(SPECULATION)
        .adding("-Djava.io.tmpdir=" + temporary)
        .start(arguments);
  }

  private void requireUnharmed(
      ReferenceRun reference, StandaloneCluster cluster, Outcome outcome, int kills)
      throws IOException {
    reference.assertSameBits(outcome, output);
    List<String> lost =
        outcome.errorLines().stream().filter(line -> line.contains(" was lost (")).toList();
    assertThat(lost).as(outcome.toString()).hasSizeBetween(kills, kills + EXCHANGES);
    assertThat(outcome.complaints()).isEmpty();
    Eventually.require("executors leave nothing", () -> cluster.leftBehind().isEmpty());
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files.toList()).isEmpty();
    }
  }

  private static void requireNoLeak(JvmView early, JvmView late) {
    assertThat(late.broadcasts()).as("%s, then %s", early, late).isLessThanOrEqualTo(BROADCASTS);
    assertThat(late.threads()).as("%s, then %s", early, late).isLessThan(early.threads() + 20);
    assertThat(late.files()).as("%s, then %s", early, late).isLessThan(early.files() + 20);
  }
}
