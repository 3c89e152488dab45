package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.episode.EpisodeWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reports say of how a model is judged. */
class JudgedHowTest {
  private static final String RUN =
      """
      tasks: {kind: glyphs, ways: 3, shots: 1, queries: 2, side: 8}
      model: {kind: conv4, filters: 4}
      learner: {kind: maml, rate: 0.4}
      training: {steps: 2, tasks-per-step: 4, tasks-per-shard: 2}
      evaluation: {episodes: 5, steps: 1, every: 1}
      """;
  private static final String TOGETHER =
      "  query examples are normalised together (batch statistics): what is said of one depends on"
          + " the others\n";
  private static final String ALONE =
      "  each query example is normalised by the support examples (support statistics) and judged"
          + " alone\n";

  @TempDir private Path directory;

  @AfterEach
  void close() {
    EpisodeWorkers.shared().close();
  }

  private Outcome run(String command, String what, String... more) {
    Stream<String> first = Stream.of(command, what, "--master", "local[1]");
    return Commands.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  private Outcome train(String configuration, String... more) throws IOException {
    Path file = Files.writeString(directory.resolve("run.yaml"), configuration);
    Stream<String> first = Stream.of("--output", directory.resolve("run").toString());
    return run(
        "train", file.toString(), Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  private Outcome evaluate(String... more) {
    return run("evaluate", directory.resolve("run").toString(), more);
  }

  private static JsonNode json(Outcome outcome) throws IOException {
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return new ObjectMapper().readTree(outcome.lastLine());
  }

  private static void refuses(Outcome outcome, String sentence) {
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(2);
    assertThat(outcome.complaints()).singleElement().asString().contains(sentence);
  }

  @Test
  void reportsSayWhatQueryExamplesAreNormalisedByAndHowManyNumberingsAreAveraged()
      throws IOException {
    Outcome trained = train(RUN);
    JsonNode line = json(trained);
    assertThat(trained.out()).contains(TOGETHER).doesNotContain("numberings", ALONE);
    assertThat(line.get("query_statistics").asText()).isEqualTo("batch");
    assertThat(line.has("permutations")).isFalse();

    JsonNode one = json(evaluate("--json", "--set=evaluation.permutations=1"));
    assertThat(one.get("trained")).isEqualTo(line.at("/best/evaluation/trained"));
    JsonNode four = json(evaluate("--json", "--set=evaluation.permutations=4"));
    assertThat(four.get("permutations").asInt()).isEqualTo(4);
    assertThat(four.get("query_statistics").asText()).isEqualTo("batch");
    assertThat(four.at("/trained/error")).isNotEqualTo(one.at("/trained/error"));
    assertThat(evaluate("--set=evaluation.permutations=4").out())
        .endsWith(
            TOGETHER
                + "  answers are the mean over 4 numberings of each task's classes, or all that it"
                + " has\n");
    refuses(
        evaluate("--set=evaluation.permutations=101"),
        "evaluation.permutations must be between 1 and 100 but is 101");
  }

  @Test
  void whatIsLearnedAtOnceIsNotSaidToTakeInnerSteps() throws IOException {
    Outcome trained =
        train(RUN, "--set=learner={kind: prototypical}", "--set=model.statistics=support");
    assertThat(json(trained).get("query_statistics").asText()).isEqualTo("support");
    assertThat(trained.out()).contains("\n  learned at once   ").contains(ALONE);
    assertThat(trained.error()).contains("step 1/2  validation error ");
    assertThat(evaluate().out()).contains("\n  learned at once   ").contains(ALONE);
    assertThat(trained.out() + trained.error() + evaluate().out())
        .doesNotContain("inner step", TOGETHER);
  }

  @Test
  void whereThereIsNothingToSayNothingIsSaid() throws IOException {
    String small = Files.readString(Path.of(Commands.small(directory)));
    Outcome trained = train(small);
    assertThat(json(trained).has("query_statistics")).isFalse();
    assertThat(trained.out()).contains("  inner steps   ").doesNotContain("normalised", "at once");
    refuses(
        evaluate("--set=evaluation.permutations=8"),
        "the mean over 8 permutations of a task's classes is asked for but targets are numbers, so"
            + " that there are no classes to permute; leave permutations at 1");
  }
}
