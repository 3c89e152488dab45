package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.optimize.OptimizerState;
import dev.kindling.optimize.Update;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetaStepTest {

  @Test
  void whatIsNotFiniteIsNeverWrittenDown() {
    assertThatCode(() -> MetaStep.requireFinite(update(1, 2), 3, 7)).doesNotThrowAnyException();
    assertDiverged(update(Float.NaN, 2), 3);
    assertDiverged(update(1, Float.POSITIVE_INFINITY), 3);
    assertDiverged(update(1, 2), Double.NaN);
  }

  private static Update update(float theta, float slot) {
    var slots = new TreeMap<>(Map.of("velocity", new float[] {slot}));
    return new Update(new float[] {theta}, new OptimizerState(1, slots));
  }

  private static void assertDiverged(Update update, double loss) {
    assertThatThrownBy(() -> MetaStep.requireFinite(update, loss, 7))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("training diverged: after step 7 ");
  }
}
