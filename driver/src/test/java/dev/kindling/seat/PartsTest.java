package dev.kindling.seat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartsTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void aSeatTakesItsOwnPartAndThenWhatNobodyHas() {
    var parts = new Parts(3);

    assertThat(parts.take(70, 2, 0)).hasValue(2);
    assertThat(parts.take(71, 0, 0)).hasValue(0);
    parts.bring(71, 0, "a", 1);
    assertThat(parts.take(71, 0, 1)).hasValue(1);
    parts.bring(71, 1, "b", 2);
    assertThat(parts.take(71, 0, 2)).isEmpty();
    assertThat(parts.areDone()).isFalse();
    parts.bring(70, 2, "c", 3);
    assertThat(parts.areDone()).isTrue();
    assertThat(parts.results()).containsExactly("a", "b", "c");
  }

  @Test
  void moreSeatsThanPartsGoOnWaiting() {
    var parts = new Parts(1);

    assertThat(parts.take(1, 5, 0)).hasValue(0);
    assertThat(parts.take(2, 0, 0)).isEmpty();
  }

  @Test
  void whatALostSeatHadAnotherTakes() {
    var parts = new Parts(2);
    parts.take(1, 0, 0);
    parts.take(2, 1, 0);
    assertThat(parts.take(3, 2, 0)).isEmpty();

    parts.lose(1);

    assertThat(parts.take(3, 2, 0)).hasValue(0);
  }

  @Test
  void aPartIsLateOnceHalfOfThemTellHowLongOneTakes() {
    var parts = new Parts(4);
    IntStream.range(0, 4).forEach(seat -> parts.take(seat, seat, 0));
    parts.bring(0, 0, 0, SECOND);
    assertThat(parts.take(0, 0, 100 * SECOND)).as("one of four is done").isEmpty();
    parts.bring(1, 1, 1, SECOND);

    assertThat(parts.take(0, 0, 3 * SECOND)).as("not more than three times as long").isEmpty();
    assertThat(parts.take(0, 0, 3 * SECOND + 1)).hasValue(2);
    assertThat(parts.take(1, 1, 3 * SECOND + 1)).hasValue(3);
    assertThat(parts.take(9, 9, 9 * SECOND)).as("two have each of them").isEmpty();
  }

  @Test
  void shortPartsAreNotLateBeforeATenthOfASecond() {
    var parts = new Parts(2);
    parts.take(0, 0, 0);
    parts.take(1, 1, 0);
    parts.bring(0, 0, 0, 1);

    assertThat(parts.take(0, 0, Parts.LEAST_LATE_NANOS)).isEmpty();
    assertThat(parts.take(0, 0, Parts.LEAST_LATE_NANOS + 1)).hasValue(1);
  }

  @Test
  void theFirstResultOfAPartCounts() {
    var parts = new Parts(1);
    parts.take(0, 0, 0);
    parts.bring(0, 0, "first", 1);
    parts.bring(1, 0, "second", 2);

    assertThat(parts.results()).containsExactly("first");
  }

  @Test
  void whateverSeatsDoAllPartsGetDoneInOrder() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      int count = 1 + random.nextInt(9);
      var parts = new Parts(count);
      long now = 0;
      long seats = 1L + random.nextInt(5);
      Map<Long, Integer> working = new HashMap<>();
      for (int event = 0; !parts.areDone(); event++) {
        assertThat(event).as("seed %d, run %d ends", seed, run).isLessThan(10_000);
        now += random.nextLong(SECOND);
        long seat = random.nextLong(seats);
        Integer has = working.remove(seat);
        if (has == null) {
          OptionalInt part = parts.take(seat, (int) seat, now);
          part.ifPresent(i -> working.put(seat, i));
        } else if (random.nextInt(4) == 0) {
          parts.lose(seat);
        } else {
          parts.bring(seat, has, has * has, now);
        }
      }
      List<Object> expected = new ArrayList<>();
      IntStream.range(0, count).forEach(i -> expected.add(i * i));
      assertThat(parts.results()).as("seed %d, run %d", seed, run).isEqualTo(expected);
    }
  }
}
