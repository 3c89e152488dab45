package dev.kindling.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void numbersStandBetweenTheEnds() {
    Axis axis = Axis.exact(new double[] {3, Double.NaN, 1, 5}, 100, 0);
    assertThat(axis.place(1)).isEqualTo(100);
    assertThat(axis.place(3)).isEqualTo(50);
    assertThat(axis.place(5)).isEqualTo(0);
    assertThat(axis.ticks()).containsExactly(1., 2., 3., 4., 5.);
  }

  @Test
  void positiveNumbersThatLieFarApartAreSetByTheirLogarithms() {
    Axis axis = Axis.roomy(new double[] {.01, 1, 100}, 0, 200);
    assertThat(axis.logarithmic()).isTrue();
    assertThat(axis.place(1)).isCloseTo(100, within(1e-9));
    assertThat(axis.ticks()).containsExactly(.01, .1, 1., 10., 100.);
    assertThat(Axis.roomy(new double[] {-1, 100}, 0, 1).logarithmic()).isFalse();
    assertThat(Axis.roomy(new double[] {0, 100}, 0, 1).least()).isEqualTo(0);
  }

  @Test
  void oneNumberAndNoneHaveAPlace() {
    assertThat(Axis.roomy(new double[] {7, 7}, 0, 10).place(7)).isCloseTo(5, within(1e-9));
    assertThat(Axis.roomy(new double[0], 0, 10).place(0)).isBetween(0., 10.);
    assertThat(Axis.roomy(new double[] {Double.NaN}, 0, 10).ticks()).isNotEmpty();
  }

  @Test
  void countsHaveWholeTicks() {
    assertThat(Axis.exact(new double[] {0, 1}, 0, 1).wholeTicks()).containsExactly(0., 1.);
    assertThat(Axis.exact(new double[] {0, 10}, 0, 1).wholeTicks())
        .containsExactly(0., 2., 4., 6., 8., 10.);
  }
}
