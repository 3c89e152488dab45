package dev.kindling.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndsTest {
  private static Ends of(long... nanos) {
    var ends = new Ends();
    for (long end : nanos) {
      ends.add(end);
    }
    return ends;
  }

  @Test
  void everybodyWaitsForTheLast() {
    assertThat(of(-7, 3, -1).idleNanos(3)).isEqualTo(10 + 0 + 4);
  }

  @Test
  void afterAnEarlierPieceThereWasAnother() {
    assertThat(of(10, 90, 50, 80).idleNanos(2)).isEqualTo(10);
    assertThat(of(10, 90, 50, 80).idleNanos(1)).isZero();
  }

  @Test
  void whereNothingWasComputedNobodyWaits() {
    assertThat(of().idleNanos(2)).isZero();
  }
}
