package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What becomes of a run when a cluster of real processes gives and takes executors. */
@LaunchesProcesses
@ResourceLock("standalone cluster")
class StandaloneTest {
  private static final int RESOURCES = 4;
  private static final int TERMINATED = 143;

  private static final String SMALL = "-Dspark.executor.memory=512m -Dspark.executor.cores=1";

  private static final String AS_NEEDED =
      "-Dspark.dynamicAllocation.enabled=true"
          + " -Dspark.dynamicAllocation.shuffleTracking.enabled=true"
          + " -Dspark.dynamicAllocation.executorIdleTimeout=2s";

  /** No library of the engine is made for this, so that an executor's machine lacks it. */
  private static final Map<String, String> BROKEN =
      Map.of("JAVA_TOOL_OPTIONS", "-Dorg.bytedeco.javacpp.platform=linux-none");

  @TempDir private Path directory;

  @Test
  void aDriverThatIsAskedToEndGoesOnLater(ReferenceRun reference) {
    Path output = directory.resolve("run");
    try (var cluster = StandaloneCluster.start(directory.resolve("cluster"), 2)) {
      try (Running running = start(cluster, reference, SMALL, output)) {
        running.until("step 10", () -> new RunDirectory(output).newest() >= 10);
        Outcome outcome = running.terminate();
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(TERMINATED);
        assertThat(outcome.errorLines())
            .last()
            .isEqualTo(
                "stopped after step %d; go on with --resume"
                    .formatted(new RunDirectory(output).newest()));
        assertThat(outcome.error()).doesNotContain("was lost");
      }
      try (Running running = start(cluster, reference, SMALL, output)) {
        reference.assertSameBits(running.await(), output);
      }
      Eventually.require("executors leave nothing", () -> cluster.leftBehind().isEmpty());
    }
  }

  @Tag("long")
  @Test
  void executorsMayComeAndGoAsTheyAreNeeded(ReferenceRun reference) {
    Path output = directory.resolve("run");
    try (var cluster = StandaloneCluster.start(directory.resolve("cluster"), 0);
        Running running = start(cluster, reference, SMALL + " " + AS_NEEDED, output)) {
      running.until("a word on waiting", () -> running.errors().contains("no executor for 1"));
      for (int i = 0; i < 3; i++) {
        cluster.addWorker(Map.of());
      }
      running.until("an executor for each worker", () -> cluster.executors().size() == 3);

      Outcome outcome = running.await();

      reference.assertSameBits(outcome, output);
      assertThat(outcome.error()).doesNotContain("was lost");
    }
  }

  @Test
  void anExecutorOnWhichTasksFailIsExcluded(ReferenceRun reference) {
    Path output = directory.resolve("run");
    String exclusion =
        " -Dspark.excludeOnFailure.enabled=true"
            + " -Dspark.excludeOnFailure.application.maxFailedTasksPerExecutor=1";
    try (var cluster = StandaloneCluster.start(directory.resolve("cluster"), 1)) {
      cluster.addWorker(BROKEN);
      try (Running running = start(cluster, reference, SMALL + exclusion, output)) {
        Outcome outcome = running.await();

        reference.assertSameBits(outcome, output);
        assertThat(outcome.errorLines())
            .filteredOn(line -> line.contains("gets no more work for a while: "))
            .hasSize(1);
      }
    }
  }

  @Tag("long")
  @Test
  void whatAllExecutorsLackIsSaidInASentence(ReferenceRun reference) {
    Path output = directory.resolve("run");
    try (var cluster = StandaloneCluster.start(directory.resolve("cluster"), 0)) {
      cluster.addWorker(BROKEN);
      try (Running running = start(cluster, reference, SMALL, output)) {
        Outcome outcome = running.await();

        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(RESOURCES);
        assertThat(outcome.complaints())
            .singleElement()
            .asString()
            .contains("executor 0 on 127.0.0.2 cannot load what it computes with");
      }
    }
  }

  @Test
  void whatAHungExecutorHadIsComputedByAnother(ReferenceRun reference) {
    Path output = directory.resolve("run");
    String speculation =
        " -Dspark.speculation=true -Dspark.speculation.interval=50ms"
            + " -Dspark.speculation.quantile=0.5";
    try (var cluster = StandaloneCluster.start(directory.resolve("cluster"), 2);
        Running running = start(cluster, reference, SMALL + speculation, output)) {
      var run = new RunDirectory(output);
      running.until("step 20", () -> run.newest() >= 20);
      ProcessHandle hung = cluster.executors().get(0);
      Chaos.signal("STOP", hung);
      long then = run.newest();
      running.until("30 more steps", () -> run.newest() >= then + 30);
      // Its results come late, when others have long been counted.
      Chaos.signal("CONT", hung);

      Outcome outcome = running.await();

      reference.assertSameBits(outcome, output);
      assertThat(outcome.error()).doesNotContain("was lost");
    }
  }

  private Running start(
      StandaloneCluster cluster, ReferenceRun reference, String options, Path output) {
    String every = "checkpoint.every=5";
    List<String> arguments =
        reference.training(output, "--resume", "--master", cluster.url(), "--set", every);
    return Launch.in(directory)
        .with("SPARK_LOCAL_IP", "127.0.0.1")
        .adding(options)
        .start(arguments);
  }
}
