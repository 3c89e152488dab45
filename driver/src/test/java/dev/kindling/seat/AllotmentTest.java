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

class AllotmentTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void aSeatTakesItsOwnPartAndThenWhatNobodyHas() {
    var parts = new Allotment(3);

    assertThat(parts.take(70, 2, 0)).hasValue(2);
    assertThat(parts.take(71, 0, 0)).hasValue(0);
    parts.finish(71, 0, "a", 1);
    assertThat(parts.take(71, 0, 1)).hasValue(1);
    parts.finish(71, 1, "b", 2);
    assertThat(parts.take(71, 0, 2)).isEmpty();
    assertThat(parts.areDone()).isFalse();
    parts.finish(70, 2, "c", 3);
    assertThat(parts.areDone()).isTrue();
    assertThat(parts.results()).containsExactly("a", "b", "c");
  }

  @Test
  void moreSeatsThanPartsGoOnWaiting() {
    var parts = new Allotment(1);

    assertThat(parts.take(1, 5, 0)).hasValue(0);
    assertThat(parts.take(2, 0, 0)).isEmpty();
  }

  @Test
  void whatALostSeatHadAnotherTakes() {
    var parts = new Allotment(2);
    parts.take(1, 0, 0);
    parts.take(2, 1, 0);
    assertThat(parts.take(3, 2, 0)).isEmpty();

    assertThat(parts.holders()).containsExactlyInAnyOrder(1L, 2L);
    parts.lose(1);

    assertThat(parts.holders()).containsExactly(2L);
    assertThat(parts.take(3, 2, 0)).hasValue(0);
  }

  @Test
  void aPartIsLateOnceHalfOfThemTellHowLongOneTakes() {
    var parts = new Allotment(4);
    IntStream.range(0, 4).forEach(seat -> parts.take(seat, seat, 0));
    parts.finish(0, 0, 0, SECOND);
    assertThat(parts.take(0, 0, 100 * SECOND)).as("one of four is done").isEmpty();
    parts.finish(1, 1, 1, SECOND);

    assertThat(parts.take(0, 0, 3 * SECOND)).as("not more than three times as long").isEmpty();
    assertThat(parts.take(0, 0, 3 * SECOND + 1)).hasValue(2);
    assertThat(parts.take(1, 1, 3 * SECOND + 1)).hasValue(3);
    assertThat(parts.take(9, 9, 9 * SECOND)).as("two have each of them").isEmpty();
  }

  @Test
  void shortPartsAreNotLateBeforeATenthOfASecond() {
    var parts = new Allotment(2);
    parts.take(0, 0, 0);
    parts.take(1, 1, 0);
    parts.finish(0, 0, 0, 1);

    assertThat(parts.take(0, 0, Allotment.LEAST_LATE_NANOS)).isEmpty();
    assertThat(parts.take(0, 0, Allotment.LEAST_LATE_NANOS + 1)).hasValue(1);
  }

  @Test
  void whoFinishesAPartFirstCountsWithAllOfItsResults() {
    var parts = new Allotment(2);
    parts.take(0, 0, 0);
    parts.take(1, 1, 0);
    parts.finish(1, 1, "z", 1);
    assertThat(parts.take(1, 1, SECOND)).as("it is late").hasValue(0);

    parts.bring(0, 0, "a");
    parts.bring(1, 0, "ab");
    parts.finish(1, 0, "c", SECOND);
    parts.bring(0, 0, "b");
    parts.finish(0, 0, "c", SECOND);

    assertThat(parts.results()).containsExactly("ab", "c", "z");
  }

  @Test
  void aPartIsNeededFromWhoeverHasItUntilOneHasDoneIt() {
    var parts = new Allotment(2);
    assertThat(parts.needs(0, 0)).as("before it was taken").isFalse();
    parts.take(0, 0, 0);
    parts.take(1, 1, 0);
    parts.finish(1, 1, "z", 1);
    parts.take(1, 1, SECOND);
    assertThat(parts.needs(0, 0)).isTrue();
    assertThat(parts.needs(1, 0)).isTrue();
    assertThat(parts.needs(0, 1)).as("another's").isFalse();

    parts.finish(1, 0, "a", SECOND);

    assertThat(parts.needs(0, 0)).isFalse();
    assertThat(parts.holders()).isEmpty();
  }

  @Test
  void aPartIsNotNeededFromASeatThatIsLost() {
    var parts = new Allotment(1);
    parts.take(0, 0, 0);
    parts.lose(0);
    assertThat(parts.needs(0, 0)).isFalse();
  }

  @Test
  void resultsOfASeatThatIsLostAreNotMixedWithThoseOfTheNext() {
    var parts = new Allotment(1);
    parts.take(0, 0, 0);
    parts.bring(0, 0, "a");
    parts.lose(0);
    parts.bring(0, 0, "b");
    parts.take(1, 0, 0);
    parts.bring(1, 0, "ab");
    parts.finish(0, 0, "c", 1);
    assertThat(parts.areDone()).as("what comes from a lost seat").isFalse();
    parts.finish(1, 0, "c", 1);

    assertThat(parts.results()).containsExactly("ab", "c");
  }

  @Test
  void aSeatWithNothingLeftIsIdleUntilAllIsDone() {
    var parts = new Allotment(3);
    parts.take(0, 0, 0);
    parts.take(1, 1, 5);
    parts.finish(0, 0, "a", 10);
    assertThat(parts.take(0, 0, 12)).as("there is one more").hasValue(2);
    parts.finish(0, 2, "c", 20);
    assertThat(parts.take(0, 0, 20)).isEmpty();
    assertThat(parts.take(7, 7, 21)).as("it is given nothing and does not count").isEmpty();
    parts.finish(1, 1, "b", 50);

    assertThat(parts.idleNanos()).isEqualTo(12 - 10 + 50 - 20);
  }

  @Test
  void whatAnotherBringsFirstIsComputedForNothing() {
    var parts = new Allotment(2);
    parts.take(0, 0, 0);
    parts.take(1, 1, 0);
    parts.finish(1, 1, "b", 10);
    assertThat(parts.take(1, 1, SECOND)).as("it is late").hasValue(0);
    parts.finish(1, 0, "a", SECOND + 7);

    assertThat(parts.idleNanos())
        .as("of the slow one all, of the other until it took over")
        .isEqualTo(SECOND + 7 + SECOND - 10);
    parts.finish(0, 0, "a", 9 * SECOND);
    assertThat(parts.idleNanos()).as("all was done").isEqualTo(2 * SECOND - 3);
  }

  @Test
  void soIsWhatComesAfterAnotherBroughtIt() {
    var parts = new Allotment(4);
    IntStream.range(0, 4).forEach(seat -> parts.take(seat, seat, 0));
    parts.finish(1, 1, "b", 10);
    parts.finish(2, 2, "c", 10);
    assertThat(parts.take(1, 1, SECOND)).as("it is late").hasValue(0);
    parts.finish(1, 0, "a", SECOND + 5);
    parts.finish(0, 0, "a", SECOND + 8);
    assertThat(parts.take(0, 0, SECOND + 9)).as("so is this").hasValue(3);
    parts.finish(3, 3, "d", SECOND + 20);

    long first = SECOND + 20;
    long second = SECOND - 10 + 15;
    long third = SECOND + 10;
    assertThat(parts.idleNanos()).isEqualTo(first + second + third);
  }

  @Test
  void aSeatAtWorkThatIsOverIsIdleUntilItTakesAPart() {
    var parts = new Allotment(2);
    parts.expect(List.of(0L, 9L), 100);
    parts.take(1, 1, 100);
    parts.lose(9);
    assertThat(parts.take(0, 0, 130)).hasValue(0);
    parts.finish(0, 0, "a", 150);
    parts.finish(1, 1, "b", 150);

    assertThat(parts.idleNanos()).isEqualTo(30);
  }

  @Test
  void aLostSeatIsNotIdle() {
    var parts = new Allotment(2);
    parts.take(0, 0, 0);
    parts.take(1, 1, 0);
    parts.finish(1, 1, "b", 10);
    parts.lose(1);
    parts.finish(0, 0, "a", 70);

    assertThat(parts.idleNanos()).isZero();
  }

  @Test
  void whateverSeatsDoAllPartsGetDoneInOrder() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      int count = 1 + random.nextInt(9);
      var parts = new Allotment(count);
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
          parts.finish(seat, has, has * has, now);
        }
      }
      assertThat(parts.idleNanos())
          .as("seed %d, run %d, idle", seed, run)
          .isBetween(0L, seats * now);
      List<Object> expected = new ArrayList<>();
      IntStream.range(0, count).forEach(i -> expected.add(i * i));
      assertThat(parts.results()).as("seed %d, run %d", seed, run).isEqualTo(expected);
    }
  }
}
