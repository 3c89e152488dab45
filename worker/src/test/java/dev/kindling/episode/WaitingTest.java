package dev.kindling.episode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingTest {

  @Test
  void sharesAreOfAllTime() {
    Waiting sum = new Waiting(1, 10).plus(new Waiting(2, 20));
    assertThat(sum.share()).isEqualTo(.1);
    assertThat(sum.minus(new Waiting(1, 10))).isEqualTo(new Waiting(2, 20));
    assertThat(Waiting.NONE.share()).isZero();
  }
}
