package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Key;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {

  private static long[] all(long seed, int size) {
    var order = new Permutation(Key.of(seed), size);
    return LongStream.range(0, size).map(order::at).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 64, 65, 100, 255, 257, 1000, 4097})
  void eachNumberIsInOnePlace(int size) {
    for (long seed = 0; seed < 20; seed++) {
      long[] order = all(seed, size);
      Arrays.sort(order);
      assertThat(order).isEqualTo(LongStream.range(0, size).toArray());
    }
  }

  @Test
  void theOrderFollowsFromTheKey() {
    assertThat(all(1, 100)).isEqualTo(all(1, 100)).isNotEqualTo(all(2, 100));
  }

  /** Chi-square with 48 degrees of freedom: below 84 in 999 of 1,000 seeds. */
  @Test
  void aPlaceHoldsEachNumberAsOften() {
    int size = 49;
    int keys = 9800;
    int[] seen = new int[size];
    for (int seed = 0; seed < keys; seed++) {
      seen[(int) new Permutation(Key.of(seed), size).at(0)]++;
    }
    double expected = (double) keys / size;
    double chiSquare =
        Arrays.stream(seen).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(chiSquare).as(Arrays.toString(seen)).isBetween(15., 84.);
  }

  @Test
  void aLargeStoreNeedsNoMemory() {
    var order = new Permutation(Key.of(3), Long.MAX_VALUE / 2);
    assertThat(LongStream.range(0, 1000).map(order::at).distinct()).hasSize(1000);
  }
}
