package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTest {

  private static final Key KEY = Key.of(42);

  @Test
  void foldsAndDrawsArePinned() {
    assertThat(KEY).hasToString("0000000000000000000000000000002a");
    assertThat(KEY.fold(7)).hasToString("a334aec02221fb2ad351516ef0f350e0");
    assertThat(KEY.fold("")).hasToString("d84d6adcf457dad89456db22ac21d629");
    assertThat(KEY.fold("support")).hasToString("67eef7b2e6af823638c731d5f0434f0c");
    assertThat(KEY.fold("\u00e9valuation")).hasToString("40d6a058c6ab4b6e118a31595855989f");
    assertThat(Long.toHexString(KEY.bits(3))).isEqualTo("331ce9d611b8b39");
    assertThat(KEY.uniform(3)).isEqualTo(0.01247874586361608);
    assertThat(KEY.normal(3)).isEqualTo(-0.7109939096849892);
    assertThat(KEY.below(3, 1000)).isEqualTo(232);
  }

  @Test
  void floatsHoldAWholeKey() {
    Key key = new Key(0x0123456789abcdefL, -1);
    assertThat(key.floats()).containsExactly(291, 17767, 35243, 52719, 65535, 65535, 65535, 65535);
    for (Key one : new Key[] {key, KEY, KEY.fold(7), new Key(Long.MIN_VALUE, Long.MAX_VALUE)}) {
      float[] floats = one.floats();
      assertThat(Key.ofFloats(i -> floats[i])).isEqualTo(one);
    }
  }

  @Test
  void theDomainsAreThoseOfTheDecision() {
    assertThat(KEY.bits(5)).isEqualTo(Threefry.encrypt(KEY, 5, 0).high());
    assertThat(KEY.fold(5)).isEqualTo(Threefry.encrypt(KEY, 5, 1));
    Key length = Threefry.encrypt(KEY, 9, 2);
    Key first = Threefry.encrypt(length, 0x6867666564636261L, 2);
    assertThat(KEY.fold("abcdefghi")).isEqualTo(Threefry.encrypt(first, 0x69, 2));
    assertThat(KEY.below(5, 1L << 62))
        .isEqualTo((Threefry.encrypt(KEY, 5, 4).high() >>> 1) % (1L << 62));
  }

  @Test
  void aMillionPathsOfFoldsNeverMeet() {
    String[] purposes = {"support", "query"};
    long[] seen = new long[1_000_000];
    int next = 0;
    for (long seed = 0; seed < 10; seed++) {
      for (long step = 0; step < 100; step++) {
        Key ofStep = Key.of(seed).fold(step);
        for (long slot = 0; slot < 500; slot++) {
          for (String purpose : purposes) {
            seen[next++] = ofStep.fold(slot).fold(purpose).high();
          }
        }
      }
    }
    assertThat(Arrays.stream(seen).distinct().count()).isEqualTo(seen.length);
  }

  @Test
  void purposesThatLookAlikeDiffer() {
    String[] purposes = {"", "\0", "\0\0", "a", "a\0", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaa\0"};
    assertThat(Arrays.stream(purposes).map(KEY::fold).distinct()).hasSize(purposes.length);
    assertThat(KEY.fold("a")).isNotEqualTo(KEY.fold('a'));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 42, Long.MIN_VALUE})
  void uniformsFillTheirIntervalEvenly(long seed) {
    int[] bins = new int[1000];
    for (int i = 0; i < 1_000_000; i++) {
      bins[(int) (1000 * Key.of(seed).uniform(i))]++;
    }
    assertThat(chiSquare(bins)).as("seed %d", seed).isBetween(800.0, 1200.0);
  }

  @Test
  void everyBitIsSetHalfOfTheTime() {
    int[] set = new int[Long.SIZE];
    for (int i = 0; i < 100_000; i++) {
      long bits = KEY.bits(i);
      for (int b = 0; b < Long.SIZE; b++) {
        set[b] += (int) (bits >>> b & 1);
      }
    }
    assertThat(Arrays.stream(set).boxed())
        .allSatisfy(count -> assertThat(count).isCloseTo(50_000, within(750)));
  }

  @Test
  void oneBitOfSeedOrPathOrCounterChangesHalfOfTheBits() {
    long flips = 0;
    for (int b = 0; b < Long.SIZE; b++) {
      long bit = 1L << b;
      flips += Long.bitCount(KEY.bits(5) ^ Key.of(42 ^ bit).bits(5));
      flips += Long.bitCount(KEY.fold(9).bits(5) ^ KEY.fold(9 ^ bit).bits(5));
      flips += Long.bitCount(KEY.bits(5) ^ KEY.bits(5 ^ bit));
    }
    assertThat(flips / (3.0 * Long.SIZE)).isCloseTo(32, within(1.2));
  }

  @Test
  void childrenAreIndependentOfSiblingsParentAndNeighbouringCounters() {
    int n = 200_000;
    Key child = KEY.fold(0);
    double[] own = uniforms(child, 0, n);
    assertThat(correlation(own, uniforms(KEY.fold(1), 0, n))).isCloseTo(0, within(.01));
    assertThat(correlation(own, uniforms(KEY, 0, n))).isCloseTo(0, within(.01));
    assertThat(correlation(own, uniforms(child.fold(0), 0, n))).isCloseTo(0, within(.01));
    assertThat(correlation(own, uniforms(KEY.fold("0"), 0, n))).isCloseTo(0, within(.01));
    assertThat(correlation(own, uniforms(child, 1, n))).isCloseTo(0, within(.01));
  }

  @Test
  void firstDrawsOfManyChildrenAreUniform() {
    int[] bins = new int[1000];
    for (int slot = 0; slot < 1_000_000; slot++) {
      bins[(int) (1000 * KEY.fold(slot).uniform(0))]++;
    }
    assertThat(chiSquare(bins)).isBetween(800.0, 1200.0);
  }

  @Test
  void uniformsStayInsideTheirInterval() {
    for (int i = 0; i < 10_000; i++) {
      assertThat(KEY.uniform(i)).isGreaterThanOrEqualTo(0).isLessThan(1);
      assertThat(KEY.uniform(i, -5, 5)).isGreaterThanOrEqualTo(-5).isLessThan(5);
      assertThat(KEY.uniform(i, 1, Math.nextUp(1.0))).isEqualTo(1);
      assertThat(KEY.uniform(i, 3, 3)).isEqualTo(3);
    }
  }

  @Test
  void normalsHaveTheMomentsOfANormal() {
    int n = 1_000_000;
    double[] sums = new double[4];
    for (int i = 0; i < n; i++) {
      double z = KEY.normal(i);
      sums[0] += z;
      sums[1] += z * z;
      sums[2] += z * z * z;
      sums[3] += z * z * z * z;
    }
    assertThat(sums[0] / n).isCloseTo(0, within(.004));
    assertThat(sums[1] / n).isCloseTo(1, within(.006));
    assertThat(sums[2] / n).isCloseTo(0, within(.016));
    assertThat(sums[3] / n).isCloseTo(3, within(.04));
  }

  @Test
  void normalsHaveTheTailsOfANormal() {
    int beyondTwo = 0;
    int beyondFour = 0;
    for (int i = 0; i < 1_000_000; i++) {
      double size = Math.abs(KEY.normal(i));
      beyondTwo += size > 2 ? 1 : 0;
      beyondFour += size > 4 ? 1 : 0;
    }
    assertThat(beyondTwo).isCloseTo(45_500, within(1000));
    assertThat(beyondFour).isBetween(30, 100);
  }

  @Test
  void belowIsEvenForSmallBounds() {
    int[] bins = new int[7];
    for (int i = 0; i < 700_000; i++) {
      bins[(int) KEY.below(i, 7)]++;
    }
    assertThat(chiSquare(bins)).isBetween(.3, 25.0);
  }

  /** Remainders of all 63-bit words would favour the first third of these values two to one. */
  @Test
  void belowIsUnbiasedForBoundsThatDoNotDivideTheWord() {
    long bound = 3L << 61;
    int inFirstThird = 0;
    for (int i = 0; i < 100_000; i++) {
      long value = KEY.below(i, bound);
      assertThat(value).isBetween(0L, bound - 1);
      inFirstThird += value < bound / 3 ? 1 : 0;
    }
    assertThat(inFirstThird).isCloseTo(33_333, within(750));
  }

  @Test
  void belowAcceptsEveryPositiveBound() {
    assertThat(KEY.below(0, 1)).isZero();
    assertThat(KEY.below(0, Long.MAX_VALUE)).isNotNegative();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KEY.below(0, 0))
        .withMessage("bound must be at least 1 but is 0");
  }

  @Test
  void fillsDrawWithTheCountersOfTheirElements() {
    float[] uniforms = new float[3];
    float[] normals = new float[3];
    KEY.fillUniform(uniforms, -2, 2);
    KEY.fillNormal(normals, 1, .5);
    for (int i = 0; i < 3; i++) {
      assertThat(uniforms[i]).isEqualTo((float) KEY.uniform(i, -2, 2));
      assertThat(normals[i]).isEqualTo((float) (1 + .5 * KEY.normal(i)));
    }
  }

  private static double[] uniforms(Key key, int first, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = key.uniform(first + i);
    }
    return values;
  }

  private static double correlation(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - .5) * (y[i] - .5);
    }
    return 12 * sum / x.length;
  }

  private static double chiSquare(int[] bins) {
    double expected = Arrays.stream(bins).sum() / (double) bins.length;
    return Arrays.stream(bins).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
  }
}
