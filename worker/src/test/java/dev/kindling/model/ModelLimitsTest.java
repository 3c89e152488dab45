package dev.kindling.model;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.kindling.model.SequenceSettings.Cell;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Settings of models whose programs would never be finished. */
class ModelLimitsTest {
  private static final int HUGE = Integer.MAX_VALUE;

  private static Arguments refusal(String message, Supplier<ModelSettings> settings) {
    return arguments(message, settings);
  }

  static Stream<Arguments> refusals() {
    List<Integer> deep = Collections.nCopies(3000, 4);
    return Stream.of(
        refusal(
            "hidden must have at most 100 elements but has 3000",
            () -> new MlpSettings(deep, Activation.RELU)),
        refusal(
            "hidden[1] must be at most 65536 but is 2147483647",
            () -> new MlpSettings(List.of(1, HUGE), Activation.RELU)),
        refusal(
            "hidden must have at most 100 elements but has 3000",
            () -> new TableSettings(List.of(), 8, deep, Activation.RELU)),
        refusal(
            "embedding must be at most 65536 but is 2147483647",
            () -> new TableSettings(List.of(), HUGE, List.of(), Activation.RELU)),
        refusal(
            "cardinalities[0] must be at most 16777216 but is 2147483647",
            () -> new TableSettings(List.of(HUGE), 8, List.of(), Activation.RELU)),
        refusal(
            "filters must be at most 65536 but is 2147483647",
            () -> new Conv4Settings(HUGE, Conv4Settings.Reduction.POOL)),
        refusal(
            "widths must have at most 12 elements but has 3000",
            () -> new Resnet12Settings(deep, Normalisation.BATCH)),
        refusal(
            "widths[0] must be at most 65536 but is 2147483647",
            () -> new Resnet12Settings(List.of(HUGE), Normalisation.BATCH)),
        refusal(
            "width must be at most 65536 but is 2147483647",
            () -> new SequenceSettings(Cell.GRU, HUGE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void theSettingIsNamed(String message, Supplier<ModelSettings> settings) {
    assertThatIllegalArgumentException().isThrownBy(settings::get).withMessage(message);
  }
}
