package dev.kindling.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.SkippedTask;
import dev.kindling.task.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DivergenceTest {
  private static final EvaluationReport UNTRAINED = report(0, 5, 4.5);

  private static EvaluationReport report(int skipped, double... errors) {
    return new EvaluationReport(
        Split.TEST,
        10 - skipped,
        skipped,
        Optional.of(new SkippedTask("wave", "its loss is NaN")),
        Extent.endless(10),
        Arrays.stream(errors).mapToObj(error -> new Estimate(error, 0)).toList(),
        List.of(),
        List.of());
  }

  @Test
  void aBadModelIsNoDivergedOne() {
    assertThat(Divergence.of(report(0, 5.1, 4.9), UNTRAINED)).isEmpty();
    assertThat(Divergence.of(report(0, 500, 400), UNTRAINED)).isEmpty();
    assertThat(Divergence.of(report(5, 1, .1), UNTRAINED)).isEmpty();
    assertThat(Divergence.of(UNTRAINED, UNTRAINED)).isEmpty();
  }

  @Test
  void anErrorOutOfAllProportionIsOne() {
    assertThat(Divergence.of(report(0, 4.1, 7, 6e35), UNTRAINED))
        .contains(
            "has the query error 6.000e+35 after 2 inner steps, and the untrained one 5.000 before any");
    assertThat(Divergence.of(report(0, 6e35), UNTRAINED)).isPresent();
  }

  @Test
  void aModelThatLearnsInFewInnerStepsMayGoAstrayInMany() {
    assertThat(Divergence.of(report(0, 5, .2, 3, 6e35), UNTRAINED)).isEmpty();
  }

  @Test
  void tasksThatAreMostlyNotFiniteAreOne() {
    assertThat(Divergence.of(report(6, 1, .1), UNTRAINED))
        .contains(
            "leaves 6 of 10 tasks with an error that is not finite, first wave: its loss is NaN");
    assertThat(Divergence.of(report(10, Double.NaN, Double.NaN), UNTRAINED)).isPresent();
  }

  @Test
  void anUntrainedModelWithoutErrorIsNoMeasure() {
    assertThat(Divergence.of(report(0, 1e-9, 1e-5), report(0, 0, 0))).isEmpty();
    assertThat(Divergence.of(report(0, 9, 9), report(10, Double.NaN, Double.NaN))).isEmpty();
    assertThat(Divergence.of(report(0, 9, 6e35), report(0, 0, 0))).isPresent();
  }

  @Test
  void theAdviceIsForTheRateThatIsToBlame() {
    EvaluationReport lost = report(0, 6e9, 6e35);
    assertThat(Divergence.advice(lost, UNTRAINED)).startsWith("lower optimizer.rate ");
    assertThat(Divergence.advice(report(8, 5, 4), UNTRAINED)).startsWith("lower optimizer.rate ");
    String astray = "lower learner.rate, with which an untrained model diverges too";
    assertThat(Divergence.advice(lost, report(0, 5, 6e35))).isEqualTo(astray);
    assertThat(Divergence.advice(lost, report(8, 5, 4))).isEqualTo(astray);
  }

  @Test
  void innerStepsThatLeadOnlyTheTrainedModelAstrayAreToBlameToo() {
    assertThat(Divergence.advice(report(0, 6.72, 9.6, 8e8), UNTRAINED))
        .isEqualTo("lower learner.rate, with which inner steps lead it there from the error 6.720");
  }
}
