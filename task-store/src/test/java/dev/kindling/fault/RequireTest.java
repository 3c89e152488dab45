package dev.kindling.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequireTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource({"refusedNumbers", "refusedValues"})
  void refusesWithTheNameTheLimitAndTheValue(String message, ThrowingCallable check) {
    assertThatIllegalArgumentException().isThrownBy(check).withMessage(message);
  }

  static Stream<Arguments> refusedNumbers() {
    return Stream.of(
        refusal("steps must be at least 1 but is -3", () -> Require.positive("steps", -3)),
        refusal("steps must be at least 1 but is 0", () -> Require.positive("steps", 0L)),
        refusal("rate must be above 0 but is 0", () -> Require.positive("rate", 0.0)),
        refusal(
            "rate must be a finite number but is NaN", () -> Require.positive("rate", Double.NaN)),
        refusal("n must be at least 0 but is -1", () -> Require.notNegative("n", -1)),
        refusal("n must be at least 0 but is -1", () -> Require.notNegative("n", -1L)),
        refusal("x must be at least 0 but is -0.5", () -> Require.notNegative("x", -.5)),
        refusal("n must be at least 3 but is 2", () -> Require.atLeast("n", 2, 3)),
        refusal("x must be at least 0.1 but is -5", () -> Require.atLeast("x", -5.0, .1)),
        refusal("n must be at most 3 but is 4", () -> Require.atMost("n", 4, 3)),
        refusal("x must be above -5 but is -5", () -> Require.above("x", -5, -5)),
        refusal("order must be between 1 and 2 but is 3", () -> Require.between("order", 3, 1, 2)),
        refusal("x must be between 0 and 1 but is 1.5", () -> Require.between("x", 1.5, 0, 1)),
        refusal(
            "x must be between 0 and 1 but is -1.0E20", () -> Require.between("x", -1e20, 0, 1)),
        refusal(
            "x must be at least 0 and below 1 but is 1", () -> Require.betweenBelow("x", 1, 0, 1)),
        refusal(
            "x must be a finite number but is Infinity",
            () -> Require.finite("x", Double.POSITIVE_INFINITY)));
  }

  static Stream<Arguments> refusedValues() {
    return Stream.of(
        refusal("schedule is missing", () -> Require.present("schedule", null)),
        refusal("name is missing", () -> Require.notBlank("name", null)),
        refusal("name must not be blank", () -> Require.notBlank("name", " ")),
        refusal("hidden is missing", () -> Require.copyOf("hidden", null)),
        refusal("hidden[1] is missing", () -> Require.copyOf("hidden", Arrays.asList(1, null))),
        refusal(
            "hidden must have at least one element but is empty",
            () -> Require.copyOfNonEmpty("hidden", List.of())),
        refusal(
            "hidden must have at most 2 elements but has 3",
            () -> Require.atMost("hidden", List.of(1, 1, 1), 9, 2)),
        refusal(
            "hidden[1] must be at most 9 but is 10",
            () -> Require.atMost("hidden", List.of(9, 10), 9, 2)),
        refusal(
            "hidden[1] must be at least 1 but is 0",
            () -> Require.copyOfPositive("hidden", List.of(40, 0))));
  }

  @Test
  void returnsWhatItAccepts() {
    assertThat(Require.positive("x", 1)).isEqualTo(1);
    assertThat(Require.positive("x", Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(Require.positive("x", Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    assertThat(Require.notNegative("x", 0)).isZero();
    assertThat(Require.notNegative("x", 0L)).isZero();
    assertThat(Require.notNegative("x", 0.0)).isZero();
    assertThat(Require.between("x", 1.0, 0, 1)).isEqualTo(1);
    assertThat(Require.between("x", 2, 1, 2)).isEqualTo(2);
    assertThat(Require.betweenBelow("x", 0, 0, 1)).isZero();
    assertThat(Require.present("x", "here")).isEqualTo("here");
    assertThat(Require.copyOfPositive("x", List.of())).isEmpty();
  }

  @Test
  void copiesDoNotFollowTheirOriginals() {
    List<Integer> original = new ArrayList<>(List.of(1, 2));
    List<Integer> copy = Require.copyOfNonEmpty("x", original);
    original.clear();
    assertThat(copy).containsExactly(1, 2).isUnmodifiable();
  }

  private static Arguments refusal(String message, ThrowingCallable check) {
    return arguments(message, check);
  }
}
