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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of each task of a judgement. */
class RowsFileTest {
  private static final String PART = "{kind: glyphs, ways: %d, queries: 2, side: 8}";
  private static final String RUN =
      """
      tasks: {kind: mixture, parts: [{name: three, tasks: %s}, {name: five, tasks: %s}]}
      model: {hidden: [4]}
      training: {steps: 1, tasks-per-step: 4, tasks-per-shard: 2}
      evaluation: {episodes: 7, steps: 2}
      """;

  @TempDir private static Path directory;
  private static String model;

  @BeforeAll
  static void train() throws IOException {
    Path file = directory.resolve("run.yaml");
    Files.writeString(file, RUN.formatted(PART.formatted(3), PART.formatted(5)));
    model = directory.resolve("run").toString();
    Outcome outcome =
        Commands.run("train", file.toString(), "--master", "local[2]", "--output", model);
    assertThat(outcome.status()).as(outcome.error()).isZero();
  }

  private static Outcome evaluate(Path rows, String... more) {
    Stream<String> first = Stream.of("evaluate", model, "--rows", rows.toString());
    return Commands.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void theMeansOfTheRowsAreThoseOfTheReport() throws IOException {
    Path rows = directory.resolve("new/rows.jsonl");
    Outcome outcome = evaluate(rows, "--json", "--master=local[2]");
    assertThat(outcome.status()).as(outcome.error()).isZero();
    JsonNode report = new ObjectMapper().readTree(outcome.lastLine());
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(rows)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).hasSize(3 * 2 * 7);
    means(lines, "", "trained", report.get("trained"));
    means(lines, "", "untrained", report.get("untrained"));
    means(lines, "three", "trained", report.at("/parts/0/trained"));
    means(lines, "five", "untrained", report.at("/parts/1/untrained"));
    try (Stream<Path> files = Files.list(rows.getParent())) {
      assertThat(files).containsExactly(rows);
    }

    Path again = directory.resolve("again.jsonl");
    evaluate(again, "--master=local[1]");
    assertThat(again).hasSameTextualContentAs(rows);
  }

  private static void means(List<JsonNode> lines, String part, String model, JsonNode report) {
    Set<String> tasks = new HashSet<>();
    double[][] sums = new double[2][3];
    for (JsonNode line : lines) {
      if (line.path("part").asText("").equals(part) && line.get("model").asText().equals(model)) {
        assertThat(tasks.add(line.get("task").asText())).isTrue();
        for (int step = 0; step < 3; step++) {
          sums[0][step] += line.get("error").get(step).asDouble() / 7;
          sums[1][step] += line.get("accuracy").get(step).asDouble() / 7;
        }
      }
    }
    assertThat(tasks).hasSize(7).allMatch(task -> task.startsWith("glyphs/test/"));
    for (int step = 0; step < 3; step++) {
      assertThat(sums[0][step]).isCloseTo(report.get("error").get(step).asDouble(), within(1e-9));
      assertThat(sums[1][step])
          .isCloseTo(report.get("accuracy").get(step).asDouble(), within(1e-9));
    }
  }

  @Test
  void whatIsThereIsNotWrittenOver() throws IOException {
    Path rows = Files.writeString(directory.resolve("mine.jsonl"), "mine");
    Outcome outcome = evaluate(rows);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .containsExactly(
            "kindling: --rows must be a file that is not there yet but %s is; name another or remove it"
                .formatted(rows));
    assertThat(rows).hasContent("mine");
    assertThat(evaluate(rows.resolve("below")).complaints())
        .singleElement()
        .asString()
        .contains("--rows must be a file that can be made but " + rows + " is no folder");
  }
}
