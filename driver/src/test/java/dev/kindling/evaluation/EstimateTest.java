package dev.kindling.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {

  @Test
  void isMeanAndHalfTheWidthOfTheInterval() {
    Estimate estimate = Estimate.of(new double[] {1, 2, 3, 4});
    assertThat(estimate.mean()).isEqualTo(2.5);
    assertThat(estimate.halfWidth()).isCloseTo(3.182446305 * Math.sqrt(5 / 3d) / 2, within(1e-9));
  }

  @Test
  void oneEpisodeHasNoInterval() {
    assertThat(Estimate.of(new double[] {7})).isEqualTo(new Estimate(7, Double.NaN));
  }

  @Test
  void equalEpisodesLeaveNoDoubt() {
    assertThat(Estimate.of(new double[] {.5, .5, .5})).isEqualTo(new Estimate(.5, 0));
  }
}
