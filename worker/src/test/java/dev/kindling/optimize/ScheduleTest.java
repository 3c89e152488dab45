package dev.kindling.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void constantNeverChanges() {
    assertThat(ConstantSettings.defaults().factor(0)).isEqualTo(1);
    assertThat(ConstantSettings.defaults().factor(Long.MAX_VALUE)).isEqualTo(1);
  }

  @Test
  void warmupRisesToOneAndStays() {
    WarmupSettings warmup = new WarmupSettings(4);
    assertThat(warmup.factor(0)).isEqualTo(.25);
    assertThat(warmup.factor(1)).isEqualTo(.5);
    assertThat(warmup.factor(3)).isEqualTo(1);
    assertThat(warmup.factor(4)).isEqualTo(1);
    assertThat(warmup.factor(Long.MAX_VALUE)).isEqualTo(1);
    assertThat(new WarmupSettings(1).factor(0)).isEqualTo(1);
  }

  @Test
  void cosineRisesFallsAndKeepsItsFloor() {
    CosineSettings cosine = new CosineSettings(110, 10, .2);
    assertThat(cosine.factor(0)).isEqualTo(.1);
    assertThat(cosine.factor(9)).isEqualTo(1);
    assertThat(cosine.factor(10)).isEqualTo(1);
    assertThat(cosine.factor(35)).isCloseTo(.2 + .8 * (1 + Math.sqrt(.5)) / 2, within(1e-12));
    assertThat(cosine.factor(60)).isCloseTo(.6, within(1e-12));
    assertThat(cosine.factor(109)).isGreaterThan(.2).isLessThan(.201);
    assertThat(cosine.factor(110)).isEqualTo(.2);
    assertThat(cosine.factor(Long.MAX_VALUE)).isEqualTo(.2);
  }

  @Test
  void cosineWithoutWarmupStartsAtOneAndEndsAtZero() {
    CosineSettings cosine = new CosineSettings(100, 0, 0);
    assertThat(cosine.factor(0)).isEqualTo(1);
    assertThat(cosine.factor(100)).isZero();
    for (long t = 1; t <= 100; t++) {
      assertThat(cosine.factor(t)).isLessThan(cosine.factor(t - 1));
    }
  }

  @Test
  void stepFallsAtItsMultiples() {
    StepSettings step = new StepSettings(100, .5);
    assertThat(step.factor(0)).isEqualTo(1);
    assertThat(step.factor(99)).isEqualTo(1);
    assertThat(step.factor(100)).isEqualTo(.5);
    assertThat(step.factor(199)).isEqualTo(.5);
    assertThat(step.factor(300)).isEqualTo(.125);
    assertThat(step.factor()).isEqualTo(.5);
  }

  @Test
  void theScheduleScalesTheRateOfEachStep() {
    SgdSettings settings = new SgdSettings(1, 0, new WarmupSettings(2), ClipSettings.defaults());
    Optimizer sgd = settings.build();
    Update first = sgd.update(new float[] {8}, new float[] {1}, sgd.initialState(1));
    Update second = sgd.update(first.theta(), new float[] {1}, first.state());
    assertThat(first.theta()).containsExactly(7.5f);
    assertThat(second.theta()).containsExactly(6.5f);
  }

  @Test
  void impossibleSchedulesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WarmupSettings(0))
        .withMessage("steps must be at least 1 but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CosineSettings(0, 0, 0))
        .withMessage("steps must be at least 1 but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CosineSettings(10, -1, 0))
        .withMessage("warmup must be at least 0 but is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CosineSettings(10, 10, 0))
        .withMessage("warmup must be below steps, which is 10, but is 10");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CosineSettings(10, 1, 1.5))
        .withMessage("floor must be between 0 and 1 but is 1.5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepSettings(0, .5))
        .withMessage("every must be at least 1 but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepSettings(1, 0))
        .withMessage("factor must be above 0 but is 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new StepSettings(1, 2))
        .withMessage("factor must be between 0 and 1 but is 2");
  }
}
