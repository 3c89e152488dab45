package dev.kindling.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.checkpoint.FailingCalls;
import dev.kindling.checkpoint.FailingCalls.Loss;
import dev.kindling.checkpoint.MemoryBucket;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.task.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole run whose output is on an object store. */
class RunInBucketTest {
  private static final String BUCKET = "run-in-bucket";
  private static final int CLUSTER = 5;
  private static final int KILLS = 8;

  @TempDir private Path directory;

  @BeforeAll
  static void register() {
    for (var setting : MemoryBucket.register(new Configuration(false))) {
      System.setProperty("spark.hadoop." + setting.getKey(), setting.getValue());
    }
  }

  @AfterAll
  static void forget() {
    for (var setting : MemoryBucket.register(new Configuration(false))) {
      System.clearProperty("spark.hadoop." + setting.getKey());
    }
    MemoryBucket.delete(BUCKET);
  }

  private static String run(String name) {
    return "s3a://%s/runs/%s".formatted(BUCKET, name);
  }

  private Outcome train(String name, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", Commands.small(directory)));
    arguments.addAll(List.of("--output", run(name), "--set", "checkpoint.every=1"));
    arguments.addAll(List.of("--set", "checkpoint.patience=0"));
    arguments.addAll(List.of(more));
    return Commands.run(arguments.toArray(String[]::new));
  }

  private static Outcome whole(Outcome outcome) {
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return outcome;
  }

  private static JsonNode last(Outcome outcome) throws IOException {
    return new ObjectMapper().readTree(whole(outcome).lastLine()).get("last");
  }

  private static String text(String name) {
    return new String(MemoryBucket.bytes(BUCKET, name), UTF_8);
  }

  @Test
  void aRunLeavesThereWhatItLeavesElsewhere() throws IOException {
    Outcome outcome = train("whole");
    assertThat(last(outcome).get("step").asInt()).isEqualTo(4);
    assertThat(outcome.error()).contains("report in " + run("whole") + "/report.html");
    assertThat(MemoryBucket.names(BUCKET))
        .filteredOn(name -> name.startsWith("runs/whole/") && !name.contains("tfevents"))
        .containsExactly(
            "runs/whole/.writer",
            "runs/whole/checkpoints/step-00000002.safetensors",
            "runs/whole/checkpoints/step-00000003.safetensors",
            "runs/whole/checkpoints/step-00000004.safetensors",
            "runs/whole/configuration.yaml",
            "runs/whole/evaluation.json",
            "runs/whole/metrics.jsonl",
            "runs/whole/model/MODEL.md",
            "runs/whole/model/model.safetensors",
            "runs/whole/report.html",
            "runs/whole/result.json");
    assertThat(text("runs/whole/result.json").strip()).isEqualTo(outcome.lastLine());
    assertThat(text("runs/whole/metrics.jsonl").lines()).hasSize(5);

    whole(Commands.run("report", run("whole")));
    assertThat(text("runs/whole/report.html")).contains("<h1>whole</h1>");
    whole(Commands.run("evaluate", run("whole")));
    whole(Commands.run("inspect", run("whole")));
  }

  /** A store that is away for a moment after the last checkpoint, as long before. */
  @Test
  void whatFollowsTheLastCheckpointWaitsForTheStoreToo() throws IOException {
    Map<String, Integer> calls = new ConcurrentHashMap<>();
    MemoryBucket.watch(
        BUCKET,
        (call, name) -> {
          int made = calls.merge(call + " " + name, 1, Integer::sum);
          boolean judged = call.equals("open") && name.endsWith("4.safetensors") && made == 3;
          boolean result = name.endsWith(".json") || name.endsWith("model.safetensors");
          boolean ended = call.equals("put") && result && made == 1;
          if (judged || ended) {
            throw new IOException("slow down");
          }
        });
    Outcome outcome = train("late", "--set", "checkpoint.patience=60");
    MemoryBucket.watch(BUCKET, MemoryBucket.Calls.UNDISTURBED);

    whole(outcome);
    assertThat(outcome.error().lines())
        .contains(
            "the checkpoints are read, after 1 s of waiting",
            "result.json is written, after 1 s of waiting",
            "evaluation.json is written, after 1 s of waiting",
            "the model is written, after 1 s of waiting");
    assertThat(text("runs/late/result.json").strip()).isEqualTo(outcome.lastLine());
    assertThat(MemoryBucket.names(BUCKET))
        .contains("runs/late/evaluation.json", "runs/late/report.html");
  }

  @Test
  void aResultThatCannotBeKeptIsPrintedAndTheRunIsDone() throws IOException {
    MemoryBucket.watch(
        BUCKET,
        (call, name) -> {
          if (call.equals("put") && name.endsWith("result.json")) {
            throw new IOException("slow down");
          }
        });
    Outcome outcome = train("unkept");
    MemoryBucket.watch(BUCKET, MemoryBucket.Calls.UNDISTURBED);

    assertThat(last(outcome).get("step").asInt()).isEqualTo(4);
    assertThat(outcome.error().lines())
        .contains(
            "cannot write result.json to %s: slow down; check the file system, then start again with --resume; what it would hold is printed"
                .formatted(run("unkept")));
  }

  @Test
  void aRunThatCannotBeListedIsNamedAsARun() {
    train("hidden");
    MemoryBucket.watch(
        BUCKET,
        (call, name) -> {
          if (call.equals("list")) {
            throw new IOException("slow down");
          }
        });
    Outcome outcome = Commands.run("inspect", run("hidden"));
    MemoryBucket.watch(BUCKET, MemoryBucket.Calls.UNDISTURBED);

    assertThat(outcome.status()).isEqualTo(CLUSTER);
    assertThat(outcome.complaints())
        .containsExactly(
            "kindling: cannot list %s/checkpoints: slow down; check the file system, then try again"
                .formatted(run("hidden")));
  }

  /** Killed at a random call, resumed, killed again, and so on, to the same bits. */
  @Test
  void aRunKilledAtRandomCallsGoesOnToTheSameBits() throws IOException {
    long seed = Long.getLong("kindling.test.seed", System.nanoTime());
    System.out.println("RunInBucketTest: seed " + seed);
    Outcome quiet = train("quiet");
    List<Integer> statuses = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      // A start alone makes about thirty calls, a step about fifteen.
      int call = 1 + (int) Key.of(seed).fold(kill).below(0, 30 + 15 * kill);
      MemoryBucket.watch(BUCKET, new FailingCalls(call, Loss.KILLED));
      Outcome killed = train("killed", "--resume");
      MemoryBucket.watch(BUCKET, MemoryBucket.Calls.UNDISTURBED);
      assertThat(killed.status()).as(killed.error()).isIn(0, CLUSTER);
      statuses.add(killed.status());
      assertThat(killed.complaints()).hasSizeLessThanOrEqualTo(1);
    }
    Outcome resumed = train("killed", "--resume");

    assertThat(statuses).contains(CLUSTER);
    for (String bits : List.of("step", "theta_sha256")) {
      assertThat(last(resumed).get(bits)).isEqualTo(last(quiet).get(bits));
    }
  }
}
