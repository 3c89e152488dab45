package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.command.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainCommandTest {
  @TempDir private Path directory;
  private String config;
  private String output;

  @BeforeEach
  void write() {
    config = Commands.small(directory);
    output = directory.resolve("run").toString();
  }

  private Outcome train(String... more) {
    String[] arguments = new String[more.length + 6];
    String[] first = {"train", config, "--master", "local[2]", "--output", output};
    System.arraycopy(first, 0, arguments, 0, first.length);
    System.arraycopy(more, 0, arguments, first.length, more.length);
    return Commands.run(arguments);
  }

  private static JsonNode json(Outcome outcome) throws IOException {
    return new ObjectMapper().readTree(outcome.lastLine());
  }

  @Test
  void endsWithATableAndOneLineOfJson() throws IOException {
    Outcome outcome = train();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.outLines().get(0))
        .isEqualTo(
            "Query error on 7 test tasks, mean and 95 % interval; trained for 4 outer steps");
    assertThat(json(outcome).fieldNames())
        .toIterable()
        .containsExactly(
            "last",
            "best",
            "diverged",
            "output",
            "seconds",
            "tasks_per_s",
            "ms_per_task",
            "peak_mb",
            "waited_for_tasks",
            "judged_on",
            "baselines",
            "damaged_records",
            "not_judged");
    assertThat(json(outcome).get("waited_for_tasks").asDouble()).isBetween(0., 1.);
    assertThat(json(outcome).get("damaged_records").get("count").asLong()).isZero();
    JsonNode last = json(outcome).get("last");
    assertThat(last.get("step").asLong()).isEqualTo(4);
    assertThat(last.get("loss").isDouble()).isTrue();
    assertThat(last.get("theta_sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(json(outcome).get("diverged").asBoolean()).isFalse();
    assertThat(json(outcome).get("output").asText()).isEqualTo(output);
    assertThat(outcome.error()).contains("checkpoints go to " + output, "step 4/4  validation");
    assertThat(outcome.complaints()).isEmpty();
  }

  @Test
  void threadsOfThisProcessComeToTheSameBits() throws IOException {
    JsonNode spark = json(train());
    output = directory.resolve("alone").toString();
    Outcome alone = Commands.run("train", config, "--threads", "3", "--output", output);
    assertThat(alone.status()).as(alone.error()).isZero();
    assertThat(json(alone).required("last")).isEqualTo(spark.get("last"));
    assertThat(json(alone).required("best")).isEqualTo(spark.get("best"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--threads 0 | --threads must be 1 to 1024 but is 0",
        "--threads 1025 | --threads must be 1 to 1024 but is 1025",
        "--threads 2 --master local[2] | --threads is for this process but --master names Spark's"
            + " master; leave one of them out",
        "--threads two | --threads",
      })
  void threadsThatCannotBeAreRefused(String arguments, String complaint) {
    Outcome outcome =
        Commands.run(("train " + config + " --output " + output + " " + arguments).split(" "));
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints()).singleElement().asString().contains(complaint);
    assertThat(Path.of(output)).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--threads 2", "--master local[2]"})
  void phasesOfStepsAddUpToTheirTime(String where) throws IOException {
    Outcome outcome =
        Commands.run(("train " + config + " --output " + output + " " + where).split(" "));
    assertThat(outcome.status()).as(outcome.error()).isZero();
    double uneven = 0;
    List<String> lines = Files.readAllLines(Path.of(output, "metrics.jsonl"));
    for (String line : lines.stream().filter(some -> some.contains("seconds")).toList()) {
      JsonNode seconds = new ObjectMapper().readTree(line).get("seconds");
      assertThat(seconds.fieldNames())
          .toIterable()
          .containsExactly("total", "sample", "prepare", "compute", "uneven", "network", "update");
      double total = seconds.get("total").asDouble();
      double phases = -total;
      for (JsonNode phase : seconds) {
        assertThat(phase.asDouble()).isNotNegative();
        phases += phase.asDouble();
      }
      assertThat(phases).isCloseTo(total, within(1e-4 * total));
      uneven += seconds.get("uneven").asDouble();
    }
    assertThat(uneven).isPositive();
  }

  @Test
  void resumesToTheSameBits() throws IOException {
    JsonNode whole = json(train());
    output = directory.resolve("other").toString();
    train("--set", "training.steps=3");
    Outcome resumed = train("--resume");
    assertThat(resumed.error()).contains("going on after step 3 of " + output);
    assertThat(json(resumed).required("last")).isEqualTo(whole.get("last"));
    assertThat(json(resumed).required("best")).isEqualTo(whole.get("best"));
  }

  @Test
  void aFinishedRunIsJudgedAgain() throws IOException {
    JsonNode whole = json(train());
    JsonNode again = json(train("--resume"));
    assertThat(again.get("last").get("loss").isNull()).isTrue();
    assertThat(again.required("best")).isEqualTo(whole.get("best"));
  }

  @Test
  void withNothingToResumeItBegins() {
    Outcome outcome = train("--resume");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.error()).contains("nothing to resume in " + output + ": a new run");
  }

  @Test
  void anotherRunIsNotWrittenOver() {
    train();
    Outcome outcome = train();
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .containsExactly(
            "kindling: "
                + output
                + " already holds a run of 4 steps: go on with --resume, or name another --output");
  }

  @Test
  void aChangedConfigurationIsNotResumed() {
    train();
    Outcome outcome = train("--resume", "--set", "optimizer.rate=0.5");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains("but optimizer.rate was 0.001 and is 0.5; undo that, or start a new run");
  }

  @Test
  void resumeNeedsAnOutput() {
    Outcome outcome = Commands.run("train", config, "--resume");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .containsExactly("kindling: --resume needs the --output of the run to go on with; name it");
  }

  @Test
  void tooLittleMemoryIsRefusedBeforeAnythingIsWritten() {
    Outcome outcome = train("--set", "engine.memory=1k");
    assertThat(outcome.status()).isEqualTo(4);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains("but the engine's memory is 1024 bytes; raise it to ");
    assertThat(Path.of(output)).doesNotExist();
  }

  @Test
  void badTasksEndWithTheirOwnStatus() {
    Outcome outcome = train("--set", "tasks.maximum-amplitude=1e30");
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.complaints()).singleElement().asString().contains("step 1 had to leave out");
  }

  @Test
  void whatIsNoMasterIsRefused() {
    for (String master : List.of("moon", "local[0]", "mesos://a:1")) {
      Outcome outcome = Commands.run("train", config, "--master", master, "--output", output);
      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.error().lines()).hasSize(1);
      assertThat(outcome.error()).startsWith("kindling: the master must be ");
      assertThat(Path.of(output)).doesNotExist();
    }
  }
}
