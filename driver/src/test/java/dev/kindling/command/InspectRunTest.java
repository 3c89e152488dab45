package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.command.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trained model says of one task. */
class InspectRunTest {
  private static final String RUN =
      """
      tasks: {kind: glyphs, ways: 3, queries: 2, side: 8}
      model: {hidden: [8]}
      learner: {kind: %s}
      training: {steps: 2, tasks-per-step: 4, tasks-per-shard: 2}
      evaluation: {episodes: 5, steps: 2}
      """;

  @TempDir private static Path directory;
  private static String maml;

  @BeforeAll
  static void train() throws IOException {
    maml = trained("maml");
  }

  private static String trained(String learner) throws IOException {
    Path file = directory.resolve(learner + ".yaml");
    Files.writeString(file, RUN.formatted(learner));
    String output = directory.resolve(learner).toString();
    Outcome outcome =
        Commands.run("train", file.toString(), "--master", "local[1]", "--output", output);
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return output;
  }

  /** The cells of the table below the task: its head, a line for each query example, the errors. */
  private static List<List<String>> table(Outcome outcome) {
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return outcome
        .outLines()
        .subList(outcome.outLines().size() - 8, outcome.outLines().size())
        .stream()
        .map(line -> Arrays.asList(line.strip().split(" {2,}")))
        .toList();
  }

  @Test
  void itIsWhatAnEvaluationCountsOfTheTask() throws IOException {
    Path rows = directory.resolve("rows.jsonl");
    Commands.run("evaluate", maml, "--rows", rows.toString(), "--master=local[1]");
    JsonNode third = new ObjectMapper().readTree(Files.readAllLines(rows).get(2));

    Outcome outcome = Commands.run("inspect", maml, "--task=3");
    assertThat(outcome.outLines()).contains("task " + third.get("task").asText());
    List<List<String>> table = table(outcome);
    assertThat(table.get(0)).containsExactly("query", "target", "after 0", "after 1", "after 2");
    for (int step = 0; step <= 2; step++) {
      int column = 2 + step;
      assertThat(Double.parseDouble(table.get(7).get(1 + step)))
          .isCloseTo(third.get("error").get(step).asDouble(), within(1e-3));
      long right =
          table.subList(1, 7).stream().filter(row -> row.get(column).endsWith(" *")).count();
      assertThat(right / 6.).isCloseTo(third.get("accuracy").get(step).asDouble(), within(1e-9));
    }
    assertThat(table.subList(1, 7))
        .allSatisfy(
            row -> {
              String target = row.get(1).replace("class ", "");
              assertThat(row.get(2).endsWith(" *")).isEqualTo(row.get(2).startsWith(target + " "));
              assertThat(row.get(2)).matches("[0-2] with \\d+ %( \\*)?");
            });
  }

  @Test
  void whatIsLearnedAtOnceHasOneAnswer() throws IOException {
    Outcome outcome = Commands.run("inspect", trained("prototypical"));
    assertThat(table(outcome).get(0)).containsExactly("query", "target", "answer");
    assertThat(outcome.out()).contains("model of step 2 of ");
  }

  @Test
  void numbersStandBesideTheirTargets() throws IOException {
    Path file = Files.writeString(directory.resolve("waves.yaml"), "training: {steps: 1}\n");
    String run = directory.resolve("waves").toString();
    Commands.run("train", file.toString(), "--master=local[1]", "--output", run);
    Outcome outcome = Commands.run("inspect", run, "--split=validation");
    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.out()).contains("task sinusoid/validation/");
    assertThat(outcome.outLines()).last().asString().startsWith("  error");
  }

  @Test
  void aRunWithoutCheckpointsIsNoStore() throws IOException {
    Path begun = Files.createDirectories(directory.resolve("begun"));
    Files.createDirectory(begun.resolve("checkpoints"));
    Outcome outcome = Commands.run("inspect", begun.toString());
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .containsExactly(
            "kindling: the output directory of a training run is expected but %s holds no checkpoints"
                .formatted(begun));
  }

  @Test
  void tasksThatAreNotThereAreRefused() {
    Outcome zero = Commands.run("inspect", maml, "--task=0");
    assertThat(zero.status()).isEqualTo(2);
    assertThat(zero.complaints())
        .singleElement()
        .asString()
        .endsWith("a task's number must be from 1 to 5, as many as a model is judged on, but is 0");
    assertThat(Commands.run("inspect", maml, "--task=6").status()).isEqualTo(2);
    assertThat(Commands.run("inspect", maml, "--seed=0").complaints())
        .singleElement()
        .asString()
        .contains("--seed is for a store or a configuration but");
    String configuration = directory.resolve("maml.yaml").toString();
    assertThat(Commands.run("inspect", configuration, "--task=1").complaints())
        .singleElement()
        .asString()
        .contains("--task is for the output of a training run but");
    Outcome aside = Commands.run("inspect", directory.resolve("none").toString(), "--task=2");
    assertThat(aside.status()).isEqualTo(2);
    assertThat(aside.complaints())
        .singleElement()
        .asString()
        .contains("--task is for the output of a training run but");
    Outcome store = Commands.run("inspect", maml, "--verify");
    assertThat(store.complaints())
        .singleElement()
        .asString()
        .contains("--verify, --store-version and --size are for a store");
  }
}
