package dev.kindling.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Split;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final EvaluationReport TRAINED =
      report(0, new Estimate(3, .5), new Estimate(.25, .125));
  private static final EvaluationReport UNTRAINED =
      report(2, new Estimate(9, 1), new Estimate(Double.POSITIVE_INFINITY, Double.NaN));

  private static EvaluationReport report(int skipped, Estimate... errors) {
    return new EvaluationReport(Split.TEST, 10 - skipped, skipped, List.of(errors));
  }

  @Test
  void readsAsATable() {
    assertThat(new Comparison(40, TRAINED, UNTRAINED).text().lines())
        .containsExactly(
            "Query error on 10 test tasks, mean and 95 % interval; trained for 40 outer steps",
            "",
            "  inner steps   trained            untrained",
            "            0   3.000 ± 0.50       9.000 ± 1.0",
            "            1   0.2500 ± 0.13      diverges",
            "",
            "  left out, their error not being finite: 0 trained, 2 untrained");
  }

  @Test
  void saysNothingOfTasksLeftOutWhenThereAreNone() {
    assertThat(new Comparison(40, TRAINED, TRAINED).text()).doesNotContain("left out");
  }

  @Test
  void whatIsNotFiniteIsNullInTheTree() {
    assertThat(new Comparison(40, TRAINED, UNTRAINED).tree())
        .containsEntry("step", 40L)
        .containsEntry("split", "test")
        .extractingByKey("untrained")
        .satisfies(
            tree -> {
              Map<?, ?> untrained = (Map<?, ?>) tree;
              assertThat(untrained.get("skipped")).isEqualTo(2);
              assertThat((List<?>) untrained.get("error")).hasToString("[9.0, null]");
              assertThat((List<?>) untrained.get("interval")).hasToString("[1.0, null]");
            });
  }
}
