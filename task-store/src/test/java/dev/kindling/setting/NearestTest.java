package dev.kindling.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KEYS =
      List.of("steps", "tasks-per-step", "every", "rate", "kind");

  @ParameterizedTest
  @CsvSource({
    "stpes, steps",
    "step, steps",
    "STEPS, steps",
    "tasksPerStep, tasks-per-step",
    "tasks_per_step, tasks-per-step",
    "task-per-steps, tasks-per-step",
    "evry, every",
    "knid, kind",
    "rates, rate"
  })
  void theWordThatWasMeantIsFound(String word, String meant) {
    assertThat(Nearest.to(word, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"learning", "''", "zz", "x", "momentum"})
  void aWordLikeNoneOfThemMeansNothing(String word) {
    assertThat(Nearest.to(word, KEYS)).isEmpty();
  }

  @Test
  void aLongWordCostsNothing() {
    assertThat(Nearest.to("s".repeat(1_000_000), KEYS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "a, '', 1", "'', abc, 3", "kitten, sitting, 3", "flaw, lawn, 2"})
  void theDistanceIsLevenshteins(String a, String b, int distance) {
    assertThat(Nearest.distance(a, b)).isEqualTo(distance);
    assertThat(Nearest.distance(b, a)).isEqualTo(distance);
  }
}
