package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Kinds;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Learners that {@code check} and {@code bench} are given by name. */
class LearnerOptionsTest {

  static List<String> learners() {
    return Kinds.names(LearnerSettings.class);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void everyLearnersMetaGradientIsWhatItClaims(String kind) {
    Outcome outcome = Commands.run("check", "--learner", kind, "--engine", "onednn");
    assertThat(outcome.status()).as(outcome.out() + outcome.error()).isZero();
    assertThat(outcome.out())
        .containsPattern(
            "^%s claims a meta-gradient that is (exact|first order|pseudo-gradient)\n"
                .formatted(kind))
        .containsPattern("(?m)^%s .*onednn = reference .* ok$".formatted(kind));
  }

  @Test
  void theOrderOfASwitchIsNamed() {
    Outcome outcome =
        Commands.run(
            "check", "--learner", "maml", "--set", "learner.order=1", "--engine", "onednn");
    assertThat(outcome.out())
        .startsWith("maml claims a meta-gradient that is first order\n")
        .contains("on tasks of numbers it is first order\n", "all 2 checks passed\n");
  }

  @ParameterizedTest
  @MethodSource("learners")
  void everyLearnerDoesAWorkload(String kind) throws IOException {
    Outcome outcome = bench("omniglot", "--filters", "2", "--tasks", "2", "--learner", kind);
    assertThat(outcome.status()).as(outcome.error()).isZero();
    JsonNode line = new ObjectMapper().readTree(outcome.out());
    assertThat(line.required("learner").asText()).isEqualTo(kind);
    assertThat(line.required("tasks_per_s").asDouble()).isPositive();
  }

  @Test
  void theWorkloadsInnerStepsAreTheLearners() throws IOException {
    JsonNode unnamed = new ObjectMapper().readTree(bench("sinusoid").out());
    JsonNode maml = new ObjectMapper().readTree(bench("sinusoid", "--learner", "maml").out());
    JsonNode one =
        new ObjectMapper()
            .readTree(bench("sinusoid", "--learner", "maml", "--inner-steps", "1").out());
    assertThat(unnamed.required("learner").asText()).isEqualTo("maml");
    assertThat(maml.required("planned_mb")).isEqualTo(unnamed.required("planned_mb"));
    assertThat(flops(maml)).isGreaterThan(2 * flops(one));
  }

  /** Of a meta-batch, in billions. */
  private static double flops(JsonNode line) {
    return line.get("gflops").asDouble() * line.get("ms_per_meta_batch").asDouble() / 1000;
  }

  private static Outcome bench(String... arguments) {
    return Commands.run(
        Stream.concat(
                Stream.of("bench"),
                Stream.concat(
                    Stream.of(arguments), Stream.of("--threads", "1", "--seconds", "0.01")))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check --set learner.order=1 | --set replaces settings of a learner; name one with --learner KIND",
        "check --learner maml --set training.steps=1 | --set beside --learner takes keys of learner, such as learner.steps=3, but training.steps=1 was given",
        "check --learner maml --set learner.kind=x | --set beside --learner takes keys of learner, such as learner.steps=3, but learner.kind=x was given",
        "bench sinusoid --learner maml --set learner.order=3 | --set learner.order=3: learner.order must be between 1 and 2 but is 3; see kindling reference learner.order"
      })
  void wrongChoicesAreOneSentence(String line, String sentence) {
    Outcome outcome = Commands.run(line.split(" "));
    assertThat(outcome.error().lines()).containsExactly("kindling: " + sentence);
    assertThat(outcome.status()).isEqualTo(2);
  }

  @Test
  void anUnknownLearnerIsRefusedWithTheNearest() {
    Outcome outcome = Commands.run("bench", "sinusoid", "--learner", "mamml");
    assertThat(outcome.complaints())
        .containsExactly(
            "kindling: --learner must be one of %s but is mamml; did you mean maml?"
                .formatted(String.join(", ", learners())));
    assertThat(outcome.status()).isEqualTo(2);
  }
}
