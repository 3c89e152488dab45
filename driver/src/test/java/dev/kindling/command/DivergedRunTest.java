package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.command.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that run away end with a status of their own, and after whatever report there is. */
class DivergedRunTest {
  private static final int DIVERGED = 6;

  @TempDir private Path directory;

  private String output() {
    return directory.resolve("run").toString();
  }

  private Outcome train(String... settings) {
    List<String> arguments =
        new ArrayList<>(List.of("train", Commands.small(directory), "--master", "local[2]"));
    arguments.addAll(List.of("--output", output()));
    List.of(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return Commands.run(arguments.toArray(String[]::new));
  }

  private static JsonNode json(Outcome outcome) throws IOException {
    return new ObjectMapper().readTree(outcome.lastLine());
  }

  @Test
  void anInnerLoopThatRunsAwayIsReportedAndTold() throws IOException {
    Outcome outcome = train("learner.rate=30");

    assertThat(outcome.status()).as(outcome.error()).isEqualTo(DIVERGED);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .startsWith("kindling: training diverged: the model of step ")
        .endsWith("; lower learner.rate, with which an untrained model diverges too");
    assertThat(outcome.out()).startsWith("Query error on ");
    assertThat(json(outcome).get("diverged").asBoolean()).isTrue();

    Outcome judged = Commands.run("evaluate", output(), "--json", "--master", "local[2]");
    assertThat(judged.status()).as(judged.error()).isEqualTo(DIVERGED);
    assertThat(judged.complaints()).isEqualTo(outcome.complaints());
    assertThat(json(judged).get("diverged").asBoolean()).isTrue();
  }

  @Test
  void aModelWithoutAFiniteTestTaskIsReportedToo() throws IOException {
    Outcome outcome = train("learner.rate=30", "learner.steps=1", "evaluation.steps=60");

    assertThat(outcome.status()).as(outcome.error()).isEqualTo(DIVERGED);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains(" leaves 7 of 7 tasks with an error that is not finite, first sinusoid/test/");
    assertThat(outcome.out()).contains("diverges", "left out, their error not being finite: 7 ");
    assertThat(json(outcome).at("/best/evaluation/trained/error/0").isNull()).isTrue();
  }

  @Test
  void anOuterLoopThatRunsAwayAfterItsBestStepIsTold() throws IOException {
    Outcome outcome =
        train("optimizer.rate=1e3", "learner.rate=1e-9", "evaluation.every=1", "training.steps=2");

    assertThat(outcome.status()).as(outcome.error()).isEqualTo(DIVERGED);
    assertThat(outcome.complaints()).singleElement().asString().contains("lower optimizer.rate");
  }

  @Test
  void tasksThatOnlyTheTrainedModelCannotLearnAreTheTrainings() {
    Outcome outcome = train("optimizer.rate=1e15");

    assertThat(outcome.status()).as(outcome.error()).isEqualTo(DIVERGED);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .startsWith("kindling: training diverged: ")
        .endsWith("; no checkpoint was written yet");
  }

  @Test
  void aRunThatDivergesAtOnceIsToldSo() {
    Outcome outcome = train("learner.rate=1e20", "learner.steps=5");

    assertThat(outcome.status()).as(outcome.error()).isEqualTo(DIVERGED);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .startsWith("kindling: training diverged: step 1 had to leave out 6 of its 6 tasks; ")
        .contains("; lower learner.rate, with which an untrained model diverges too; ")
        .endsWith("; no checkpoint was written yet");
  }

  @Test
  void checkpointsThatWereWrittenAreNamed() {
    Outcome outcome = train("optimizer.rate=1e15", "checkpoint.every=1");

    assertThat(outcome.status()).as(outcome.error()).isEqualTo(DIVERGED);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .endsWith("; the checkpoint of step 1 is whole");
  }

  @Test
  void aRunThatMayGoBackDoesAndSaysSoEverywhere() throws IOException {
    Outcome outcome =
        train(
            "optimizer={kind: sgd, rate: 100}",
            "training.rollbacks=1",
            "training.rollback-factor=0.001");

    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.error().lines().filter(line -> line.contains("back to ")))
        .singleElement()
        .asString()
        .startsWith("back to step 0, with 0.001 times the outer rate, 0.1, since step ")
        .contains(" could not be made (rollback 1 of 1, ", "training diverged: ");
    assertThat(json(outcome).at("/last/rollbacks").asInt()).isOne();
    Path run = Path.of(output());
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl")))
        .filteredOn(line -> line.contains("\"rollback\""))
        .hasSize(1);
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("The run diverged and went back 1 time");
  }

  @Test
  void aShortRunWithAPoorRateIsNoDivergedOne() {
    assertThat(train("optimizer.rate=0.3", "training.steps=2").status()).isZero();
  }

  @Test
  void theStepThatIsJudgedIsNamed() throws IOException {
    Outcome outcome = train("optimizer.rate=0.3", "evaluation.every=1", "training.steps=6");

    assertThat(outcome.status()).as(outcome.error()).isZero();
    long best = json(outcome).at("/best/step").asLong();
    assertThat(best).as(outcome.error()).isBetween(1L, 5L);
    assertThat(json(outcome).at("/last/step").asLong()).isEqualTo(6);
    assertThat(json(outcome).at("/best/theta_sha256"))
        .isNotEqualTo(json(outcome).at("/last/theta_sha256"));
    assertThat(outcome.out())
        .contains("trained for %d outer steps".formatted(best))
        .contains(
            "judged is the model of step %d, the best by validation, of a run of 6"
                .formatted(best));
  }
}
