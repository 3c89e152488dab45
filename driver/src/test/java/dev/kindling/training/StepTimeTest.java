package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.episode.ShardTime;
import org.junit.jupiter.api.Test;

class StepTimeTest {
  private static final ShardTime WORK = new ShardTime(10, 20, 100);

  private static double sum(StepTime time) {
    return time.sampleNanos()
        + time.prepareNanos()
        + time.computeNanos()
        + time.unevenNanos()
        + time.networkNanos()
        + time.updateNanos();
  }

  @Test
  void phasesAreMeansOverAllThatComputeAndAddUpToTheTotal() {
    var time = new StepTime(90, 80, WORK, 30, 2);

    assertThat(time.sampleNanos()).isEqualTo(5);
    assertThat(time.prepareNanos()).isEqualTo(10);
    assertThat(time.computeNanos()).isEqualTo(35);
    assertThat(time.unevenNanos()).isEqualTo(15);
    assertThat(time.networkNanos()).isEqualTo(15);
    assertThat(time.updateNanos()).isEqualTo(10);
    assertThat(sum(time)).isEqualTo(90);
  }

  @Test
  void thoseThatWaitedDidNotWaitLongerThanThereWasTimeBesideTheWork() {
    var time = new StepTime(90, 80, WORK, 1000, 2);

    assertThat(time.unevenNanos()).isEqualTo(30);
    assertThat(time.networkNanos()).isZero();
    assertThat(sum(time)).isCloseTo(90, within(1e-9));
  }

  @Test
  void noPhaseIsNegative() {
    var time = new StepTime(50, 40, WORK, 6, 2);

    assertThat(time.unevenNanos()).isZero();
    assertThat(time.networkNanos()).isZero();
  }
}
