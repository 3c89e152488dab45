package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full ends a run with one sentence, and with room again it goes on. */
@LaunchesProcesses
class FullDiskTest {
  private static final int RESOURCES = 4;
  private static final int CLUSTER = 5;
  private static final int MEGABYTES = 32;

  /** A theta of a megabyte. */
  private static final String WIDE =
      """
      model: {hidden: [512, 512]}
      learner: {steps: 1}
      training: {steps: 60, tasks-per-step: 4, tasks-per-shard: 2}
      evaluation: {episodes: 8, steps: 1}
      checkpoint: {every: 1, keep: 1}
      """;

  @TempDir private Path directory;
  private SmallDisk disk;

  @BeforeEach
  void mount() throws Exception {
    Optional<SmallDisk> mounted = SmallDisk.mount(directory.resolve("disk"), MEGABYTES);
    String reason = "FullDiskTest is skipped: a small disk can be mounted by root alone";
    if (mounted.isEmpty()) {
      System.out.println(reason);
    }
    assumeTrue(mounted.isPresent(), reason);
    disk = mounted.get();
  }

  @AfterEach
  void unmount() throws Exception {
    if (disk != null) {
      disk.unmount();
    }
  }

  @Test
  void aFullOutput(ReferenceRun reference) throws Exception {
    Path output = disk.path().resolve("run");
    RunDirectory run = new RunDirectory(output);
    Launch launch = Launch.in(directory);
    String[] often = {"--set", "checkpoint.every=1", "--set", "checkpoint.keep=3"};
    try (Running running = launch.start(reference.training(output, often))) {
      running.until("a few checkpoints", () -> run.newest() >= 5);
      SmallDisk.Filling filling = disk.fill();
      Outcome outcome = running.await();
      filling.giveBack();
      assertThat(outcome.status()).as(outcome.toString()).isEqualTo(RESOURCES);
      assertThat(outcome.complaints())
          .singleElement()
          .asString()
          .contains(
              "cannot write the checkpoint of step ",
              "No space left on device; make room, then start again with --resume");
    }
    assertThat(run.steps()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(run.unfinished()).isEmpty();

    reference.assertSameBits(launch.run(reference.training(output, "--resume")), output);
  }

  /**
   * Where Spark puts what memory does not hold: here nothing of theta does, which each round's job
   * broadcasts. To tasks that stay so small a one goes along with the work, past every disk.
   */
  @Test
  @Tag("long")
  void aFullDirectoryOfSpark() throws Exception {
    Path output = directory.resolve("run");
    RunDirectory run = new RunDirectory(output);
    Path configuration = Files.writeString(directory.resolve("wide.yaml"), WIDE);
    List<String> train = List.of("train", configuration.toString(), "--resume", "--output");
    Launch launch =
        Launch.in(directory)
            .adding("-Dspark.kindling.seats=false")
            .adding("-Dspark.memory.fraction=0.001")
            .adding("-Dspark.local.dir=" + Files.createDirectory(disk.path().resolve("blocks")));
    String[] cluster = {output.toString(), "--master", "local-cluster[2,1,1024]"};
    try (Running running = launch.start(with(train, cluster))) {
      running.until("a checkpoint", () -> run.newest() >= 1);
      SmallDisk.Filling filling = disk.fill();
      Outcome outcome = running.await();
      filling.giveBack();
      assertThat(outcome.status()).as(outcome.toString()).isEqualTo(CLUSTER);
      assertThat(outcome.complaints())
          .singleElement()
          .asString()
          .contains("No space left on device", "--resume");
    }
    Outcome resumed = Launch.in(directory).run(with(train, output.toString())).succeeded();
    String quiet = directory.resolve("quiet").toString();
    assertThat(resumed.json().at("/last/theta_sha256"))
        .isEqualTo(Launch.in(directory).run(with(train, quiet)).json().at("/last/theta_sha256"));
  }

  private static List<String> with(List<String> some, String... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }
}
