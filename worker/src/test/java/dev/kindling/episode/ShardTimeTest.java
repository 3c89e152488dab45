package dev.kindling.episode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShardTimeTest {

  @Test
  void sharesAreOfAllTime() {
    ShardTime sum = new ShardTime(1, 3, 10).plus(new ShardTime(2, 5, 20));
    assertThat(sum.waitedShare()).isEqualTo(.1);
    assertThat(sum.computedNanos()).isEqualTo(19);
    assertThat(sum.minus(new ShardTime(1, 3, 10))).isEqualTo(new ShardTime(2, 5, 20));
    assertThat(ShardTime.NONE.waitedShare()).isZero();
  }
}
