package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.command.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of other runs beside one's own. */
class BaselinesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RUN =
      """
      seed: %d
      tasks: {kind: sinusoid, support: 4, query: 4}
      model: {hidden: [%d]}
      learner: {kind: %s}
      training: {steps: 3, tasks-per-step: 6, tasks-per-shard: 3}
      evaluation: {episodes: 9, steps: %d%s}
      """;

  @TempDir private static Path directory;
  private static String pretrained;
  private static String beside;
  private static Outcome told;

  @BeforeAll
  static void train() throws IOException {
    pretrained = output("pretrained");
    run("train", configuration("pretrained", 7, 5, "pretrain", 4, ""), "--output", pretrained);
    beside = output("beside");
    told = run("train", maml("beside", pretrained), "--output", beside);
  }

  private static String maml(String name, String baseline) throws IOException {
    return configuration(name, 1, 8, "maml", 2, ", baselines: [\"" + baseline + "\"]");
  }

  private static String configuration(
      String name, int seed, int hidden, String learner, int steps, String more)
      throws IOException {
    Path file = directory.resolve(name + ".yaml");
    return Files.writeString(file, RUN.formatted(seed, hidden, learner, steps, more)).toString();
  }

  private static String output(String name) {
    return directory.resolve(name).toString();
  }

  private static Outcome run(String... arguments) {
    Outcome outcome = Commands.run(arguments);
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return outcome;
  }

  private static JsonNode last(Outcome outcome) throws IOException {
    return JSON.readTree(outcome.outLines().get(outcome.outLines().size() - 1));
  }

  @Test
  void trainingSetsThemBesideItsModelOnTheSameTasks() throws IOException {
    JsonNode baselines = last(told).get("baselines");

    assertThat(baselines).hasSize(1);
    JsonNode other = baselines.get(0);
    assertThat(other.get("run").asText()).isEqualTo(pretrained);
    assertThat(other.get("learner").asText()).isEqualTo("pretrain");
    assertThat(other.at("/trained/error")).as("its own inner steps").hasSize(5);
    JsonNode own = last(told).at("/best/evaluation/trained/error");
    JsonNode difference = other.get("difference_from_first");
    assertThat(difference.get("tasks").asInt()).isEqualTo(9);
    assertThat(difference.get("error").asDouble())
        .isCloseTo(other.at("/trained/error/4").asDouble() - own.get(2).asDouble(), within(1e-9));
    assertThat(told.out())
        .contains("Beside its baselines: Query error on 9 test tasks")
        .containsPattern(pretrained + " +pretrain +4 ")
        .contains("Difference from " + beside);
  }

  @Test
  void compareSaysTheSame() throws IOException {
    JsonNode compared = last(run("compare", beside, pretrained, "--json")).at("/runs/1");

    JsonNode other = last(told).at("/baselines/0");
    for (String part : new String[] {"trained", "untrained", "difference_from_first"}) {
      assertThat(other.get(part)).isEqualTo(compared.get(part));
    }
  }

  @Test
  void theyAreBesideItInEveryReport() throws IOException {
    String page = Files.readString(Path.of(beside, "report.html"));
    JsonNode evaluated = last(run("evaluate", beside, "--json")).at("/baselines/0");

    assertThat(page)
        .contains(pretrained + " (pretrain), adapted")
        .contains(pretrained + " (pretrain), not adapted")
        .contains("Differences task by task");
    assertThat(evaluated.get("difference_from_first"))
        .isEqualTo(last(told).at("/baselines/0/difference_from_first"));
    assertThat(Commands.run("evaluate", beside).out()).contains("Beside its baselines");
  }

  @Test
  void withoutAnyReportsAreAsTheyWere() throws IOException {
    Outcome outcome = run("evaluate", beside, "--set", "evaluation.baselines=[]");

    assertThat(outcome.out()).doesNotContain("baselines");
    assertThat(last(run("evaluate", pretrained, "--json")).get("baselines")).isEmpty();
    assertThat(Files.readString(Path.of(pretrained, "report.html")))
        .doesNotContain("Differences task by task");
  }

  @Test
  void aRunGoesOnWithOthers() throws IOException {
    String output = output("resumed");
    run("train", configuration("resumed", 1, 8, "maml", 2, ""), "--output", output);

    Outcome outcome = run("train", maml("resumed", pretrained), "--output", output, "--resume");

    assertThat(last(outcome).get("baselines")).hasSize(1);
    assertThat(last(outcome).at("/last/theta_sha256"))
        .isEqualTo(last(told).at("/last/theta_sha256"));
  }

  @Test
  void oneThatIsNotThereIsToldOfBeforeTraining() throws IOException {
    String output = output("never");
    Outcome outcome = Commands.run("train", maml("never", output("nowhere")), "--output", output);

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains("evaluation.baselines: " + output("nowhere"));
    assertThat(Path.of(output)).doesNotExist();
  }

  @Test
  void oneThatTheTasksDoNotFitIsNamed() throws IOException {
    String glyphs = output("glyphs");
    Path file =
        Files.writeString(
            directory.resolve("glyphs.yaml"),
            """
            tasks: {kind: glyphs, ways: 3, shots: 1, queries: 2, side: 8}
            model: {hidden: [8]}
            learner: {kind: prototypical}
            training: {steps: 1, tasks-per-step: 2, tasks-per-shard: 2}
            evaluation: {episodes: 3}
            """);
    run("train", file.toString(), "--output", glyphs);

    Outcome outcome = Commands.run("train", maml("unfit", glyphs), "--output", output("unfit"));

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.error()).contains("evaluation.baselines: " + glyphs);
  }
}
