package dev.kindling.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OptimizerSettingsTest {

  private static final ConstantSettings SCHEDULE = new ConstantSettings();
  private static final ClipSettings CLIP = new ClipSettings(0, 0);

  @Test
  void defaultsAreThoseOfThePapers() {
    assertThat(SgdSettings.defaults()).isEqualTo(new SgdSettings(.01, 0, SCHEDULE, CLIP));
    assertThat(AdamSettings.defaults())
        .isEqualTo(new AdamSettings(1e-3, .9, .999, 1e-8, SCHEDULE, CLIP));
    assertThat(AdamWSettings.defaults())
        .isEqualTo(new AdamWSettings(1e-3, .9, .999, 1e-8, .01, SCHEDULE, CLIP));
    assertThat(WarmupSettings.defaults()).isEqualTo(new WarmupSettings(1000));
    assertThat(CosineSettings.defaults()).isEqualTo(new CosineSettings(10_000, 0, 0));
    assertThat(StepSettings.defaults()).isEqualTo(new StepSettings(10_000, .5));
  }

  @Test
  void impossibleSgdIsRefused() {
    refused("rate must be above 0 but is 0", () -> new SgdSettings(0, 0, SCHEDULE, CLIP));
    refused(
        "momentum must be at least 0 and below 1 but is 1",
        () -> new SgdSettings(1, 1, SCHEDULE, CLIP));
    refused("schedule is missing", () -> new SgdSettings(1, 0, null, CLIP));
    refused("clip is missing", () -> new SgdSettings(1, 0, SCHEDULE, null));
  }

  @Test
  void impossibleAdamIsRefused() {
    refused("rate must be above 0 but is -1", () -> adam(-1, .9, .999, 1e-8));
    refused("beta1 must be at least 0 and below 1 but is 1", () -> adam(1, 1, .999, 1e-8));
    refused("beta2 must be at least 0 and below 1 but is -0.5", () -> adam(1, .9, -.5, 1e-8));
    refused("epsilon must be above 0 but is 0", () -> adam(1, .9, .999, 0));
  }

  @Test
  void impossibleAdamWIsRefused() {
    refused("rate must be a finite number but is NaN", () -> adamW(Double.NaN, .9, .999, 1e-8, 0));
    refused("beta1 must be at least 0 and below 1 but is 2", () -> adamW(1, 2, .999, 1e-8, 0));
    refused("beta2 must be at least 0 and below 1 but is 1", () -> adamW(1, .9, 1, 1e-8, 0));
    refused("epsilon must be above 0 but is -1", () -> adamW(1, .9, .999, -1, 0));
    refused("weight-decay must be at least 0 but is -1", () -> adamW(1, .9, .999, 1e-8, -1));
  }

  private static AdamSettings adam(double rate, double beta1, double beta2, double epsilon) {
    return new AdamSettings(rate, beta1, beta2, epsilon, SCHEDULE, CLIP);
  }

  private static AdamWSettings adamW(
      double rate, double beta1, double beta2, double epsilon, double decay) {
    return new AdamWSettings(rate, beta1, beta2, epsilon, decay, SCHEDULE, CLIP);
  }

  private static void refused(String message, ThrowingCallable construction) {
    assertThatIllegalArgumentException().isThrownBy(construction).withMessage(message);
  }
}
