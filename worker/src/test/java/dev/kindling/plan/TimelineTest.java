package dev.kindling.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Key;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
  private record Taken(int birth, int death, long offset, long size) {}

  /**
   * Buffers of many sizes in no order: the lowest gap is where looking at every offset finds it.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 16, 33, 100})
  void theLowestGapIsFound(int last) {
    for (int seed = 0; seed < 20; seed++) {
      Key key = Key.of(seed).fold(String.valueOf(last));
      var timeline = new Timeline(0, last);
      List<Taken> all = new ArrayList<>();
      for (int i = 0; i < 150; i++) {
        int birth = (int) key.fold("birth").below(i, last + 1);
        int death = birth + (int) key.fold("death").below(i, last + 1 - birth);
        long size = 1 + key.fold("size").below(i, i % 3 == 0 ? 40 : 4);
        long offset = timeline.lowestGap(birth, death, size);
        var next = new Taken(birth, death, offset, size);
        assertThat(offset).as("seed %s, buffer %s", seed, i).isEqualTo(lowest(all, next));
        timeline.take(birth, death, offset, size);
        all.add(next);
      }
    }
  }

  private static long lowest(List<Taken> all, Taken wanted) {
    long offset = 0;
    while (isTaken(all, wanted, offset)) {
      offset++;
    }
    return offset;
  }

  private static boolean isTaken(List<Taken> all, Taken wanted, long offset) {
    return all.stream()
        .anyMatch(
            other ->
                other.birth() <= wanted.death()
                    && wanted.birth() <= other.death()
                    && other.offset() < offset + wanted.size()
                    && offset < other.offset() + other.size());
  }
}
