package dev.kindling.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.task.Key;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HalfNumbersTest {

  /** The draws of an earlier run: {@code -Dkindling.test.seed=N}. */
  private final long seed = Long.getLong("kindling.test.seed", System.nanoTime());

  private final Key key = Key.of(seed).fold("halves");

  @BeforeEach
  void sayTheSeed() {
    System.out.println("HalfNumbersTest: seed " + seed);
  }

  /** Of sizes that span more than a half can tell beside the largest, in more than two blocks. */
  private float[] numbers() {
    float[] numbers = new float[600];
    for (int i = 0; i < numbers.length; i++) {
      int exponent = (int) key.fold("size").below(i, 40) - 35;
      numbers[i] = (float) Math.scalb(key.fold("number").normal(i), exponent);
    }
    return numbers;
  }

  private static double[] values(SumNumbers numbers) {
    double[] values = new double[numbers.size()];
    numbers.addTo(values);
    return values;
  }

  private static HalfNumbers rounded(Key key, float... numbers) {
    return HalfNumbers.of(numbers, numbers.length, key);
  }

  private static float largest(float[] numbers, int at) {
    int start = at / 256 * 256;
    float largest = 0;
    for (int i = start; i < Math.min(numbers.length, start + 256); i++) {
      largest = Math.max(largest, Math.abs(numbers[i]));
    }
    return largest;
  }

  /** How far two halves beside a number are apart, written down in another way. */
  private static double spacing(float number, float largest) {
    double least = Math.scalb(1d, Math.getExponent(largest) - 38);
    return Math.max(least, Math.scalb(1d, Math.getExponent(number) - 10));
  }

  /** The mean of n draws has variance q^2 p (1 - p) / n. */
  @Test
  void theMeanOverManyKeysIsTheNumber() {
    float[] numbers = numbers();
    int draws = 4000;
    double[] sums = new double[numbers.length];
    for (int i = 0; i < draws; i++) {
      rounded(key.fold(i), numbers).addTo(sums);
    }
    for (int i = 0; i < numbers.length; i++) {
      double spacing = spacing(numbers[i], largest(numbers, i));
      double share = Math.abs(numbers[i]) / spacing % 1;
      double deviation = spacing * Math.sqrt(share * (1 - share) / draws);
      // A rare draw has a skewed mean, which may be off by a few single draws.
      assertThat(sums[i] / draws)
          .as("number %d, %s", i, numbers[i])
          .isCloseTo(numbers[i], within(6 * deviation + 4 * spacing / draws));
    }
  }

  /** Rounded to nearest, each of them would be lost beside the other. */
  @Test
  void whatIsSmallIsNotLost() {
    float small = 0x1p-42f;
    double sum = 0;
    for (int i = 0; i < 4000; i++) {
      sum += values(rounded(key.fold(i), 1, small))[1];
    }
    assertThat(sum / 4000).isCloseTo(small, within(0.5 * small));
  }

  @Test
  void eachIsOneOfTheTwoHalvesBesideIt() {
    float[] numbers = numbers();
    double[] halves = values(rounded(key, numbers));
    for (int i = 0; i < numbers.length; i++) {
      double spacing = spacing(numbers[i], largest(numbers, i));
      assertThat(halves[i] / spacing % 1).isZero();
      assertThat(Math.abs(halves[i] - numbers[i])).isLessThan(spacing);
    }
  }

  @Test
  void whatIsAHalfStaysAsItIs() {
    float[] halves = {0, -0f, 1, -1.5f, 2047, 0x1p-20f, 0x1p-28f, -3};
    assertThat(values(rounded(key, halves)))
        .containsExactly(0, 0, 1, -1.5, 2047, 0x1p-20, 0x1p-28, -3);
    assertThat(values(rounded(key, 0x1p-136f, 0))).containsExactly(0x1p-136, 0);
  }

  @Test
  void whatIsNotFiniteStaysSoAndTheOthersToo() {
    double[] values =
        values(
            rounded(
                key,
                Float.NaN,
                Float.POSITIVE_INFINITY,
                Float.NEGATIVE_INFINITY,
                Float.MAX_VALUE,
                -Float.MAX_VALUE,
                1e30f));
    assertThat(values[0]).isNaN();
    assertThat(values[1]).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(values[2]).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(values[3]).isBetween(.999 * Float.MAX_VALUE, 0x1p128);
    assertThat(values[4]).isBetween(-0x1p128, -.999 * Float.MAX_VALUE);
    assertThat(values[5]).isCloseTo(1e30, within(1e27));
  }

  @Test
  void theChoicesFollowFromKeyAndPlace() {
    float[] numbers = numbers();
    assertThat(rounded(key, numbers).codes()).isEqualTo(rounded(key, numbers).codes());
    assertThat(rounded(key, numbers).codes()).isNotEqualTo(rounded(key.fold(1), numbers).codes());
    float[] same = new float[1000];
    Arrays.fill(same, 1 + 0x1p-11f);
    assertThat(values(rounded(key, same))).contains(1, 1 + 0x1p-10);
  }

  /** They are part of what decides a run's bits. Another program computed them too. */
  @Test
  void theChoicesOfAKeyAreThese() {
    float[] thirds = {1 / 3f, -1 / 3f, 1 / 3f, -1 / 3f, 1 / 3f, 1e-9f};
    HalfNumbers halves = rounded(Key.of(7), thirds);
    assertThat(halves.exponents()).containsExactly(-2);
    short[] expected = {30037, -2731, 30037, -2731, 30037, 1100};
    assertThat(halves.codes()).isEqualTo(expected);
  }

  @Test
  void whatIsCarriedOnStaysAsItWas() {
    float[] numbers = numbers();
    HalfNumbers halves = HalfNumbers.of(numbers, 500, key);
    assertThat(halves.size()).isEqualTo(600);
    for (int i = 500; i < 600; i++) {
      assertThat(values(halves)[i]).isEqualTo(numbers[i]);
    }
  }

  @Test
  void anyPartOfThemHasTheSameValues() {
    HalfNumbers halves = HalfNumbers.of(numbers(), 550, key);
    double[] all = values(halves);
    int[] cuts = {0, 1, 255, 256, 257, 511, 512, 549, 550, 551, 600};
    for (int from : cuts) {
      for (int to : cuts) {
        if (from <= to) {
          SumNumbers part = halves.range(from, to);
          assertThat(values(part)).isEqualTo(Arrays.copyOfRange(all, from, to));
          int size = part.size();
          assertThat(values(part.range(size / 3, size)))
              .isEqualTo(Arrays.copyOfRange(all, from + size / 3, to));
        }
      }
    }
  }

  @Test
  void aNumberTakesTwoBytesAndABlockOneMore() {
    assertThat(SumForm.HALF_PRECISION.bytes(0)).isZero();
    assertThat(SumForm.HALF_PRECISION.bytes(257)).isEqualTo(514 + 2);
    assertThat(SumForm.HALF_PRECISION.bytes(3_000_000_000L)).isEqualTo(6_011_718_750L);
    assertThat(SumForm.EXACT.bytes(3_000_000_000L)).isEqualTo(12_000_000_000L);
    HalfNumbers halves = rounded(key, numbers());
    assertThat(2L * halves.codes().length + halves.exponents().length)
        .isEqualTo(SumForm.HALF_PRECISION.bytes(600));
  }

  @Test
  void blocksWithoutAnExponentAreRefused() {
    assertThatThrownBy(() -> new HalfNumbers(new short[257], new byte[1], 0, new float[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("1 exponents do not fit 257 codes after 0");
  }
}
