package dev.kindling.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {

  @Test
  void numbersHaveFourDigitsAndNoNoise() {
    assertThat(Shown.number(0.12345678)).isEqualTo("0.1235");
    assertThat(Shown.number(4000)).isEqualTo("4000");
    assertThat(Shown.number(-2.50)).isEqualTo("-2.5");
    assertThat(Shown.number(0)).isEqualTo("0");
    assertThat(Shown.number(-0.0)).isEqualTo("0");
    assertThat(Shown.number(1.5e9)).isEqualTo("1.50e+09");
    assertThat(Shown.number(1e-7)).isEqualTo("1.00e-07");
    assertThat(Shown.number(Double.POSITIVE_INFINITY)).isEqualTo("not finite");
  }

  @Test
  void ticksTakeLittleRoom() {
    assertThat(Shown.tick(0.5)).isEqualTo("0.5");
    assertThat(Shown.tick(20_000)).isEqualTo("20000");
    assertThat(Shown.tick(2e5)).isEqualTo("2e5");
    assertThat(Shown.tick(-1e20)).isEqualTo("-1e20");
    assertThat(Shown.tick(5e-7)).isEqualTo("5e-7");
    assertThat(Shown.tick(0)).isEqualTo("0");
  }

  @Test
  void timesAreSaidAsPeopleSayThem() {
    assertThat(Shown.seconds(0)).isEqualTo("0 s");
    assertThat(Shown.seconds(0.0034)).isEqualTo("3.4 ms");
    assertThat(Shown.seconds(40.4567)).isEqualTo("40.5 s");
    assertThat(Shown.seconds(125)).isEqualTo("2 min 05 s");
    assertThat(Shown.seconds(7325)).isEqualTo("2 h 02 min");
  }

  @Test
  void countsHaveTheirThousandsApart() {
    assertThat(Shown.count(512_000, "task")).isEqualTo("512,000 tasks");
    assertThat(Shown.count(1, "task")).isEqualTo("1 task");
  }
}
