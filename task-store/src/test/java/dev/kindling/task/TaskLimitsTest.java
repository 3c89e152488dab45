package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings that would make a task without end, or larger than any memory. */
class TaskLimitsTest {
  private static final int HUGE = Integer.MAX_VALUE;

  private static Arguments refusal(String message, Supplier<TaskSettings> settings) {
    return arguments(message, settings);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal(
            "support must be at most 1000000 but is 2147483647",
            () -> new SinusoidSettings(HUGE, 1, 0, 1, 1, 0, 1)),
        refusal(
            "query must be at most 1000000 but is 2147483647",
            () -> new SinusoidSettings(1, HUGE, 0, 1, 1, 0, 1)),
        refusal(
            "inputs must be at most 1000000 but is 2147483647",
            () -> new LinesSettings(1, 1, HUGE, 1, 1, 1, 0)),
        refusal(
            "query must be at most 1000000 but is 2147483647",
            () -> new LinesSettings(1, HUGE, 1, 1, 1, 1, 0)),
        refusal(
            "query must be at most 2147 where each takes 1000000 numbers but is 2148",
            () -> new LinesSettings(1, 2148, 1_000_000, 1, 1, 1, 0)),
        refusal(
            "support must be at most 1000 but is 100000",
            () -> new GaussianProcessSettings(100_000, 1, 1, 1, 1, 1, 1, 0)),
        refusal(
            "support must be at most 1000000 but is 2147483647",
            () -> new StoredSettings("x", 1, HUGE, 1, Scaling.NONE, 0, 0)));
  }

  static Stream<Arguments> refusalsOfClassesAndUsers() {
    return Stream.of(
        refusal(
            "ways must be at most 1000000 but is 2147483647",
            () -> new GlyphsSettings(HUGE, 1, 1, 28, HUGE, 4)),
        refusal(
            "shots must be at most 200000 with 5 ways but is 2147483647",
            () -> new GlyphsSettings(5, HUGE, 1, 28, 2000, 1)),
        refusal(
            "queries must be at most 200000 with 5 ways but is 1000000000",
            () -> new GlyphsSettings(5, 1, 1_000_000_000, 28, 2000, 1)),
        refusal(
            "shots must be at most 409 where each takes 5242880 numbers but is 410",
            () -> new GlyphsSettings(5, 410, 1, 1024, 2000, 1)),
        refusal(
            "classes must be at most 100000000 but is 2147483647",
            () -> new GlyphsSettings(5, 1, 1, 28, HUGE, 4)),
        refusal(
            "shots must be at most 10000 with 100 ways but is 10001",
            () -> episodes("5-100", "1-10001", "1")),
        refusal(
            "queries must be at most 1 with 999999 ways but is 2",
            () -> episodes("999999", "1", "2")),
        refusal(
            "most-support must be at most 1000000 but is 2147483640",
            () -> new UsersSettings(1, 2147483640, 1, 1, 1, HUGE, 0)),
        refusal(
            "features must be at most 10000 but is 2147483647",
            () -> new UsersSettings(1, 1, 1, HUGE, 1, 10, 0)),
        refusal(
            "most-query must be at most 214748 where each takes 10000 numbers but is 214749",
            () -> new UsersSettings(1, 1, 214_749, 10_000, 1, HUGE, 0)),
        refusal(
            "factors must be at most 1000 but is 2147483647",
            () -> new UsersSettings(1, 1, 1, 1, HUGE, 10, 0)));
  }

  private static EpisodesSettings episodes(String ways, String shots, String queries) {
    return new EpisodesSettings(
        "x", 1, ways, shots, queries, "stored", Augmentation.NONE, Scaling.NONE, 0, 0);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"refusals", "refusalsOfClassesAndUsers"})
  void theSettingIsNamed(String message, Supplier<TaskSettings> settings) {
    assertThatIllegalArgumentException().isThrownBy(settings::get).withMessage(message);
  }

  @Test
  void theMostIsAllowed() {
    assertThat(new GlyphsSettings(5, 200_000, 1, 28, 100_000_000, 4).end(Split.TEST))
        .isEqualTo(100_000_000);
    assertThat(episodes("5-100", "1-10000", "10000").ways()).isEqualTo("5-100");
  }

  @Test
  void aTaskOfMoreNumbersThanAnArrayHoldsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaskShape(List.of(1024, 1024, 1), List.of(), 1, 2048, 5))
        .withMessage(
            "a task of 2048 examples with features [1024, 1024, 1] and targets [] has more numbers"
                + " than an array holds");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TaskShape(List.of(1), List.of(1 << 16, 1 << 16), 1, 1))
        .withMessageStartingWith("a task of 1 examples with features [1] and targets [65536,");
    assertThat(new TaskShape(List.of(1024, 1024, 1), List.of(), 1, 2047, 5).query())
        .isEqualTo(2047);
  }
}
