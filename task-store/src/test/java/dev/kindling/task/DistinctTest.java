package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistinctTest {

  @Test
  void allOfABoundAreAPermutation() {
    for (int seed = 0; seed < 100; seed++) {
      int[] drawn = Distinct.below(Key.of(seed), 20, 20);
      Arrays.sort(drawn);
      assertThat(drawn)
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    }
  }

  @Test
  void everyOrderIsAsLikely() {
    Map<String, Integer> seen = new HashMap<>();
    for (int seed = 0; seed < 12_000; seed++) {
      seen.merge(Arrays.toString(Distinct.below(Key.of(seed), 2, 4)), 1, Integer::sum);
    }
    assertThat(seen).hasSize(12);
    assertThat(seen.values()).allMatch(count -> count > 850 && count < 1150);
  }
}
