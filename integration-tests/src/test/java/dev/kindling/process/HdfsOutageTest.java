package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.hdfs.MiniHdfsProcess;
import dev.kindling.hdfs.NumberedTasks;
import dev.kindling.storage.Directory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose tasks and checkpoints lie on an HDFS that does not answer for a while. */
@LaunchesProcesses
class HdfsOutageTest {
  private static final int CLUSTER = 5;

  /** Hadoop's own patience with a name node that is gone is shortened, not ours. */
  private static final String RETRIES = "-Dspark.hadoop.ipc.client.connect.max.retries=1";

  @TempDir private Path directory;
  private Path configuration;

  private Outcome train(String output, String... more) {
    return launch().run(arguments(output, more));
  }

  private Launch launch() {
    return Launch.in(directory).adding(RETRIES);
  }

  private List<String> arguments(String output, String... more) {
    return Stream.concat(
            Stream.of("train", configuration.toString(), "--output", output), Stream.of(more))
        .toList();
  }

  private void configure(String store) throws IOException {
    NumberedTasks.write(store, 0, 200);
    configuration =
        Files.writeString(
            directory.resolve("run.yaml"),
            """
            tasks: {kind: stored, uri: "%s", support: 5, query: 5, cache-mebibytes: 0}
            model: {kind: table, hidden: [8]}
            training: {steps: 1500, tasks-per-step: 4, tasks-per-shard: 2}
            evaluation: {episodes: 8, steps: 1}
            checkpoint: {every: 20, keep: 2}
            """
                .formatted(store));
  }

  /** How many checkpoints were made can be seen while a name node is there. */
  private static long newest(String output) {
    try {
      return Directory.of(output, new Configuration()).names("checkpoints").stream()
          .filter(name -> name.startsWith("step-"))
          .mapToLong(name -> Long.parseLong(name.replaceAll("\\D", "")))
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aRunWaitsForHdfsToComeBack() throws IOException {
    try (MiniHdfsProcess hdfs = MiniHdfsProcess.start(directory, 2)) {
      String root = hdfs.uri();
      configure(root + "/store");
      Outcome quiet = train(root + "/quiet").succeeded();
      String output = root + "/run";
      try (Running running = launch().start(arguments(output))) {
        running.until("a checkpoint", () -> newest(output) > 0);
        hdfs.order("safe");
        running.until("the first wait", () -> waits(running) == 1);
        hdfs.order("unsafe");
        running.until("an end of it", () -> ends(running) == 1);
        hdfs.order("down");
        running.until("the second wait", () -> waits(running) >= 2);
        hdfs.order("up");
        running.until("an end of it", () -> ends(running) == 2);
        Outcome outcome = running.await().succeeded();
        assertThat(outcome.json().get("last")).isEqualTo(quiet.json().get("last"));
        assertThat(outcome.error()).contains("Name node is in safe mode");
      }
    }
  }

  private static long waits(Running running) {
    return running.said(" s more (checkpoint.patience) before giving up: cannot write ");
  }

  private static long ends(Running running) {
    return running.said("the checkpoint is written, after ");
  }

  @Test
  @Tag("long")
  void aRunThatCannotWaitIsGoneOnWith() throws IOException {
    try (MiniHdfsProcess hdfs = MiniHdfsProcess.start(directory, 2)) {
      String root = hdfs.uri();
      configure(root + "/store");
      Outcome quiet = train(root + "/quiet").succeeded();
      String output = root + "/run";
      String[] impatient = {"--resume", "--set", "checkpoint.patience=1"};
      try (Running running = launch().start(arguments(output, impatient))) {
        running.until("a checkpoint", () -> newest(output) > 0);
        hdfs.order("safe");
        Outcome refused = running.await();
        assertThat(refused.status()).as(refused.toString()).isEqualTo(CLUSTER);
        assertThat(refused.complaints())
            .singleElement()
            .asString()
            .contains("cannot write the checkpoint of step ", "safe mode", "--resume");
      }
      hdfs.order("unsafe");
      try (Running running = launch().start(arguments(output, impatient))) {
        long before = newest(output);
        running.until("a checkpoint", () -> newest(output) > before);
        // The other one has the number 0 then.
        hdfs.kill(0);
        hdfs.kill(0);
        Outcome refused = running.await();
        assertThat(refused.status()).as(refused.toString()).isEqualTo(CLUSTER);
        assertThat(refused.complaints()).hasSize(1);
      }
      hdfs.order("all");
      Outcome resumed = train(output, "--resume").succeeded();
      assertThat(resumed.json().get("last")).isEqualTo(quiet.json().get("last"));
    }
  }
}
