package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sums of shards that a driver cannot hold are added up all the same, to the same bits. */
@LaunchesProcesses
class LargeThetaTest {
  /** The driver adds: two tasks at once are too few for executors to add faster. */
  private static final String SMALL = "local-cluster[2,1,1024]";

  /** Executors add. */
  private static final String LARGE = "local-cluster[2,2,1024]";

  /** 266,000 meta-parameters in 64 shards, 68 MB a step, of which Spark lets half be returned. */
  private static final String WIDE =
      """
      seed: 5
      tasks: {kind: sinusoid, support: 2, query: 2}
      model: {kind: mlp, hidden: [512, 512]}
      training: {steps: 5, tasks-per-step: 64, tasks-per-shard: 1}
      evaluation: {episodes: 8, steps: 1, every: 0}
      checkpoint: {every: 1, keep: 2}
      """;

  private static final String LIMIT = "-Dspark.driver.maxResultSize=34m";

  /** Nine million meta-parameters in 64 shards, 2.3 GB a step. */
  private static final String DEEP =
      """
      seed: 5
      tasks: {kind: glyphs, ways: 2, shots: 1, queries: 1, side: 16, classes: 200}
      model: {kind: resnet12, widths: [64, 128, 320, 512]}
      training: {steps: 2, tasks-per-step: 64, tasks-per-shard: 1}
      evaluation: {episodes: 4, steps: 1, every: 0}
      checkpoint: {every: 2, keep: 1}
      """;

  /** Five million meta-parameters that take no time and hardly change. */
  private static final String FLAT =
      """
      seed: 5
      tasks: {kind: sinusoid, support: 1, query: 1}
      model: {kind: mlp, hidden: [2200, 2200]}
      learner: {kind: maml, rate: 1.0e-6}
      optimizer: {kind: adam, rate: 1.0e-9}
      training: {steps: 1, tasks-per-step: 12, tasks-per-shard: 1}
      evaluation: {episodes: 2, steps: 1, every: 0}
      checkpoint: {every: 1, keep: 1}
      """;

  @TempDir private Path directory;

  /** Sweeps over so many numbers are slow in a JVM that hardly optimises. */
  private Launch launch() {
    return Launch.in(directory).optimising();
  }

  private List<String> training(String output, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", file().toString(), "--output"));
    arguments.add(directory.resolve(output).toString());
    arguments.addAll(List.of(more));
    return arguments;
  }

  private Path file() {
    return directory.resolve("large.yaml");
  }

  @Test
  void theBitsAreThoseOfOneProcessAlsoWhenAnExecutorIsLost() throws IOException {
    theBitsAreThoseOfOneProcess(WIDE);
  }

  /** Half as many bytes are still more than Spark lets return at once. */
  @Tag("long")
  @Test
  void soAreThoseOfRoundedSums() throws IOException {
    theBitsAreThoseOfOneProcess(
        WIDE.replace("tasks-per-shard: 1}", "tasks-per-shard: 1, sums: half-precision}"));
  }

  private void theBitsAreThoseOfOneProcess(String configuration) throws IOException {
    Files.writeString(file(), configuration);
    Outcome here = launch().run(training("here")).succeeded();
    for (String master : List.of(SMALL, LARGE)) {
      Outcome there = losingAnExecutor(master);
      assertThat(there.json().get("last")).isEqualTo(here.json().get("last"));
      assertThat(there.json().get("best")).isEqualTo(here.json().get("best"));
    }
  }

  private Outcome losingAnExecutor(String master) {
    var run = new RunDirectory(directory.resolve(master));
    try (Running running = launch().adding(LIMIT).start(training(master, "--master", master))) {
      running.until("step 2", () -> run.newest() >= 2);
      running.children().get(0).destroyForcibly();
      return running.await().succeeded();
    }
  }

  /** The executors' blocks of a round are all there, and one of them goes before they are added. */
  @Tag("long")
  @Test
  void blocksThatALostExecutorHeldAreComputedAgain() throws IOException {
    Files.writeString(file(), WIDE);
    String[] steps = {"--set", "training.steps=25", "--set", "checkpoint.every=25"};
    Outcome here = launch().run(training("here", steps)).succeeded();
    var blocks = new ShuffleFiles(directory.resolve("blocks"), 4);
    Launch launch =
        launch()
            .adding(LIMIT)
            .adding("-Dspark.local.dir=" + blocks.folder())
            .with("KINDLING_LOG", "warn");
    List<String> there = training("there", steps);
    there.addAll(List.of("--master", LARGE, "--set", "training.partitions=4"));
    try (Running running = launch.start(there)) {
      for (int tries = 0; running.said("FetchFailed(") == 0; tries++) {
        int before = blocks.newest();
        running.until(
            "a failed fetch", () -> running.said("FetchFailed(") > 0 || blocks.newest() > before);
        // A round's second stage begins a moment after the last block of its first is there.
        running.endsWithin(Duration.ofMillis(15L * tries));
        running.children().stream().findFirst().ifPresent(ProcessHandle::destroyForcibly);
      }
      Outcome outcome = running.await().succeeded();
      assertThat(outcome.json().get("last")).isEqualTo(here.json().get("last"));
      assertThat(outcome.json().get("best")).isEqualTo(here.json().get("best"));
      assertThat(outcome.error()).contains(" was lost (");
    }
  }

  @Test
  void tooSmallExecutorsAreRefusedBeforeTheFirstStepAndTheSizeThatIsNamedIsEnough()
      throws IOException {
    Files.writeString(file(), FLAT);
    String error =
        launch()
            .run(training("refused", "--master", "local-cluster[1,1,460]"))
            .refused(5, "an executor that computes 1 task at once needs a heap of ", "has 460 MB")
            .error();
    String enough = error.strip().replaceFirst("(?s).* to (\\d+)[.]?$", "$1");
    launch()
        .run(training("taken", "--master", "local-cluster[1,1,%s]".formatted(enough)))
        .succeeded();
  }

  @Test
  void aHeapTooSmallForThetaIsRefusedAndTheOneThatIsNamedIsEnough() throws IOException {
    Files.writeString(file(), FLAT);
    Launch small = launch().with("KINDLING_MEMORY", "512m");
    String error =
        small
            .run(training("refused"))
            .refused(4, "meta-parameters takes", "KINDLING_MEMORY")
            .error();
    String enough = error.strip().replaceFirst("(?s).* to (\\d+m)[.]?$", "$1");
    small.with("KINDLING_MEMORY", enough).run(training("taken")).succeeded();
    small.run(List.of("evaluate", directory.resolve("taken").toString())).succeeded();
  }

  @Tag("long")
  @Test
  void eightMillionParametersInSixtyFourShards() throws IOException {
    Files.writeString(file(), DEEP);
    Outcome here = launch().run(training("here")).succeeded();
    for (String master : List.of(SMALL, LARGE)) {
      Outcome there = launch().run(training(master, "--master", master)).succeeded();
      assertThat(there.json().get("last")).isEqualTo(here.json().get("last"));
    }
  }
}
