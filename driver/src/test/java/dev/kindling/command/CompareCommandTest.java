package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.command.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of several runs on the same tasks. */
class CompareCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUN =
      """
      seed: %d
      tasks: {kind: glyphs, ways: 3, shots: %d, queries: 2, side: 8}
      model: {hidden: [8]}
      learner: %s
      training: {steps: 3, tasks-per-step: 6, tasks-per-shard: %d}
      evaluation: {episodes: 9, steps: 2}
      """;

  @TempDir private static Path directory;
  private static String maml;
  private static String prototypical;

  @BeforeAll
  static void train() throws IOException {
    maml = trained("maml", RUN.formatted(1, 1, "{kind: maml, rate: 0.1}", 3));
    prototypical = trained("prototypical", RUN.formatted(2, 2, "{kind: prototypical}", 2));
  }

  private static String trained(String name, String configuration) throws IOException {
    Path file = Files.writeString(directory.resolve(name + ".yaml"), configuration);
    String output = directory.resolve(name).toString();
    Outcome outcome =
        Commands.run("train", file.toString(), "--master", "local[2]", "--output", output);
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return output;
  }

  private static Outcome compare(String... arguments) {
    return Commands.run(
        Stream.concat(Stream.of("compare", "--master=local[1]"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  @Test
  void othersAreHeldAgainstTheFirstTaskByTask() throws IOException {
    Outcome outcome = compare(maml, maml, prototypical, "--json");
    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.outLines()).hasSize(1);
    JsonNode line = JSON.readTree(outcome.out());
    List<JsonNode> rows = rows();
    JsonNode first = line.at("/runs/0");
    assertThat(first.get("run").asText()).isEqualTo(maml);
    assertThat(first.get("learner").asText()).isEqualTo("maml");
    assertThat(first.get("ms_per_task").asDouble()).isPositive();
    assertThat(first.at("/trained/error/2").asDouble())
        .isCloseTo(mean(rows, "error", 2), within(1e-9));
    assertThat(first.has("difference_from_first")).isFalse();

    JsonNode same = line.at("/runs/1/difference_from_first");
    assertThat(same.get("error").asDouble()).isZero();
    assertThat(same.get("ruling").asText()).isEqualTo("not told apart");

    JsonNode other = line.at("/runs/2");
    assertThat(other.at("/trained/error")).hasSize(1);
    JsonNode difference = other.get("difference_from_first");
    assertThat(difference.get("tasks").asInt()).isEqualTo(9);
    for (String measure : List.of("error", "accuracy")) {
      assertThat(difference.get(measure).asDouble())
          .isCloseTo(
              other.get("trained").get(measure).get(0).asDouble() - mean(rows, measure, 2),
              within(1e-9));
    }
    assertThat(line.at("/judged_on/shots").asInt()).isEqualTo(1);
    assertThat(line.get("seed").asLong()).isEqualTo(1);
    assertThat(outcome.error())
        .contains(prototypical + " is judged here on other tasks than its run says");
  }

  /** What each task comes to for the first model, as another command tells it. */
  private static List<JsonNode> rows() throws IOException {
    Path file = directory.resolve("rows.jsonl");
    Outcome outcome =
        Commands.run("evaluate", maml, "--rows", file.toString(), "--master=local[1]");
    assertThat(outcome.status()).as(outcome.error()).isZero();
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode row = JSON.readTree(line);
      if (row.get("model").asText().equals("trained")) {
        rows.add(row);
      }
    }
    assertThat(rows).hasSize(9);
    return rows;
  }

  private static double mean(List<JsonNode> rows, String measure, int step) {
    return rows.stream()
        .mapToDouble(row -> row.get(measure).get(step).asDouble())
        .average()
        .orElse(0);
  }

  @Test
  void tellsItInTables() {
    Outcome outcome =
        compare(maml, prototypical, "--episodes=5", "--steps=1", "--set=tasks.shots=2");
    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.outLines().get(0))
        .isEqualTo("Query error on 5 test tasks after the last inner step, mean and 95 % interval");
    assertThat(outcome.outLines())
        .anyMatch(line -> line.startsWith("Difference from " + maml))
        .anyMatch(line -> line.startsWith("  " + prototypical + "  prototypical "));
    assertThat(outcome.error()).contains(maml + " is judged here on other tasks than its run says");
  }

  /** How tasks are drawn and answered is the first run's; which tasks, too, whatever their kind. */
  @Test
  void allIsAsTheFirstRunHasIt() throws IOException {
    String other =
        trained(
            "other",
            """
            tasks: {kind: mixture, parts: [{tasks: {kind: glyphs, ways: 3, side: 8}}]}
            model: {kind: conv4, filters: 2, statistics: support}
            learner: {kind: anil, steps: 1}
            training: {steps: 1, tasks-per-step: 2}
            evaluation: {episodes: 4, steps: 1, permutations: 2}
            """);
    Outcome outcome = compare(maml, other, "--set=tasks.queries=3", "--steps=1");
    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.outLines().get(0)).startsWith("Query error on 9 test tasks ");
    String alone =
        "\n  of %s, each query example is normalised by the support examples (support statistics) and"
                .formatted(other)
            + " judged alone\n";
    assertThat(outcome.out()).doesNotContain("numberings").endsWith(alone);
    assertThat(compare(maml, other, "--episodes=3").out()).endsWith("\n" + alone);
    JsonNode line = JSON.readTree(compare(other, maml, "--json", "--episodes=3").out());
    assertThat(line.get("permutations").asInt()).isEqualTo(2);
    assertThat(line.has("query_statistics")).isFalse();
    assertThat(line.at("/runs/0/query_statistics").asText()).isEqualTo("support");
    assertThat(line.at("/runs/1").has("query_statistics")).isFalse();
    assertThat(line.at("/runs/0/trained/error")).hasSize(2);
    assertThat(line.at("/runs/1/trained/error")).hasSize(3);
    assertThat(line.at("/runs/1/differences_of_parts/0/tasks").asInt()).isEqualTo(3);
  }

  @Test
  void modelsThatRanAwayAreNamedAfterTheTable() throws IOException {
    String waves = directory.resolve("waves-tame").toString();
    String wild = directory.resolve("waves-wild").toString();
    String file = Commands.small(directory);
    Commands.run("train", file, "--master=local[2]", "--output", waves);
    Commands.run("train", file, "--master=local[2]", "--output", wild, "--set=learner.rate=30");
    Outcome outcome = compare(waves, wild);
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(6);
    assertThat(outcome.out()).contains("Difference from " + waves);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .startsWith("kindling: the model of step ")
        .contains(" of " + wild + " ")
        .endsWith("; train anew, or leave out what diverged")
        .doesNotContain(waves);
    JsonNode line = JSON.readTree(compare(waves, wild, "--json").out());
    assertThat(line.at("/runs/0/diverged").asBoolean()).isFalse();
    assertThat(line.at("/runs/1/diverged").asBoolean()).isTrue();
  }

  @Test
  void aModelThatTheTasksDoNotFitIsNamed() throws IOException {
    String waves = trained("waves", "training: {steps: 1}\nevaluation: {episodes: 2, steps: 1}\n");
    Outcome outcome = compare(maml, waves);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains(waves)
        .contains("the model learns from examples with features of shape [1]");
  }

  @Test
  void oneRunIsNoComparison() {
    Outcome outcome = compare(maml);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints()).singleElement().asString().contains("MODEL_DIR");
  }

  @Test
  void aRunThatIsNotThereIsNamed() {
    String nothing = directory.resolve("nothing").toString();
    Outcome outcome = compare(maml, nothing);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints()).singleElement().asString().contains(nothing);
  }
}
