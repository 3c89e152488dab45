package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.command.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  @TempDir private static Path directory;
  private static String model;
  private static JsonNode trained;

  @BeforeAll
  static void train() throws IOException {
    model = directory.resolve("run").toString();
    Outcome outcome =
        Commands.run("train", Commands.small(directory), "--master", "local[2]", "--output", model);
    trained = new ObjectMapper().readTree(outcome.lastLine());
  }

  @Test
  void findsWhatTrainingReported() throws IOException {
    Outcome outcome = Commands.run("evaluate", model, "--json", "--master", "local[1]");
    JsonNode line = new ObjectMapper().readTree(outcome.out());
    assertThat(outcome.status()).isZero();
    assertThat(outcome.outLines()).hasSize(1);
    JsonNode best = trained.get("best");
    assertThat(line.required("trained")).isEqualTo(best.get("evaluation").get("trained"));
    assertThat(line.required("untrained")).isEqualTo(best.get("evaluation").get("untrained"));
    assertThat(line.required("theta_sha256")).isEqualTo(best.get("theta_sha256"));
    assertThat(line.required("step")).isEqualTo(best.get("step"));
  }

  @Test
  void takesEpisodesStepsAndSplit() {
    Outcome outcome =
        Commands.run(
            "evaluate",
            model,
            "--episodes=5",
            "--steps=1",
            "--split=validation",
            "--master=local[1]");
    assertThat(outcome.outLines().get(0)).startsWith("Query error on 5 validation tasks, ");
    assertThat(outcome.outLines()).hasSize(5);
  }

  @Test
  void refusesWhatIsNoModel() {
    Outcome outcome = Commands.run("evaluate", directory.resolve("nothing").toString());
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints()).singleElement().asString().contains("holds no checkpoints");
  }

  @Test
  void refusesNumbersThatCannotBe() {
    Outcome outcome = Commands.run("evaluate", model, "--episodes=0");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .containsExactly("kindling: --episodes must be at least 1 but is 0");
  }

  @Test
  void settingsOfTheMachineMayDifferFromThoseOfTraining() {
    Outcome outcome =
        Commands.run(
            "evaluate",
            model,
            "--set=engine.name=reference",
            "--set=evaluation.episodes=3",
            "--master=local[1]");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.outLines().get(0)).startsWith("Query error on 3 test tasks, ");
  }

  @Test
  void settingsOfTheModelStay() {
    Outcome outcome = Commands.run("evaluate", model, "--set=learner.rate=1");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .containsExactly(
            "kindling: --set of evaluate takes keys that begin with [tasks, evaluation., engine.,"
                + " training.partitions] but learner.rate=1 was given; the rest is the model's");
  }
}
