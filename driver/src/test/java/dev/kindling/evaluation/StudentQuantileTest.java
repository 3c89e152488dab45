package dev.kindling.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentQuantileTest {

  /** As tables have them. */
  @ParameterizedTest
  @CsvSource({
    "1, 12.706204736",
    "2, 4.302652730",
    "3, 3.182446305",
    "4, 2.776445105",
    "5, 2.570581836",
    "6, 2.446911851",
    "7, 2.364624252",
    "8, 2.306004135",
    "9, 2.262157163",
    "10, 2.228138852",
    "15, 2.131449546",
    "20, 2.085963447",
    "25, 2.059538553",
    "29, 2.045229642",
    "30, 2.042272456",
    "60, 2.000297822",
    "100, 1.983971519",
    "120, 1.979930405",
    "199, 1.971956544",
    "200, 1.971896224",
    "599, 1.963932249",
    "1000, 1.962339081",
    "9999, 1.960201264"
  })
  void agreesWithPublishedValues(int degrees, double published) {
    assertThat(StudentQuantile.of(degrees)).isCloseTo(published, within(2e-9));
  }

  @Test
  void fallsTowardsTheNormalQuantile() {
    double[] all = IntStream.range(1, 2000).mapToDouble(StudentQuantile::of).toArray();
    for (int i = 1; i < all.length; i++) {
      assertThat(all[i]).as("%d degrees", i + 1).isLessThan(all[i - 1]);
    }
    assertThat(StudentQuantile.of(Integer.MAX_VALUE)).isCloseTo(1.959963985, within(1e-8));
  }
}
