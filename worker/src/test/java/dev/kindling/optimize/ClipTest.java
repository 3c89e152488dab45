package dev.kindling.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClipTest {

  private static final float[] GRADIENT = {3, -4, 0};

  @Test
  void offLeavesTheGradientAlone() {
    assertThat(ClipSettings.defaults().clip(GRADIENT)).containsExactly(3, -4, 0);
  }

  @Test
  void byValueLimitsEachElement() {
    assertThat(new ClipSettings(3.5, 0).clip(GRADIENT)).containsExactly(3, -3.5, 0);
  }

  @Test
  void byNormKeepsTheDirection() {
    assertThat(new ClipSettings(0, 2.5).clip(GRADIENT)).containsExactly(1.5, -2, 0);
  }

  @Test
  void byNormLeavesShorterGradientsAlone() {
    assertThat(new ClipSettings(0, 5).clip(GRADIENT)).containsExactly(3, -4, 0);
    assertThat(new ClipSettings(0, 1).clip(new float[3])).containsExactly(0, 0, 0);
  }

  @Test
  void byValueComesBeforeByNorm() {
    double[] clipped = new ClipSettings(3, 3).clip(GRADIENT);
    assertThat(clipped[0]).isCloseTo(Math.sqrt(4.5), within(1e-15));
    assertThat(clipped[1]).isEqualTo(-clipped[0]);
  }

  @Test
  void theNormOfHugeGradientsDoesNotOverflow() {
    float[] huge = {Float.MAX_VALUE, Float.MAX_VALUE};
    double[] clipped = new ClipSettings(0, 1).clip(huge);
    assertThat(clipped[0]).isCloseTo(Math.sqrt(.5), within(1e-12));
  }

  @Test
  void negativeLimitsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClipSettings(-1, 0))
        .withMessage("value must be at least 0 but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClipSettings(0, Double.NaN))
        .withMessage("norm must be a finite number but is NaN");
  }
}
