package dev.kindling.seat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Who computes which part of a piece of work. A seat takes the part of its own number, so that what
 * it read ahead is used, then parts that nobody has, then, towards the end, one that takes another
 * seat far longer than parts took so far. Who is first with a part decides nothing: results are
 * equal.
 */
final class Parts {
  static final long LEAST_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int TIMES_LATE = 3;
  private static final int MOST_HOLDERS = 2;

  private final Object[] results;
  private final boolean[] done;

  /** For each part, the seats that compute it and since when. */
  private final List<Map<Long, Long>> holders = new ArrayList<>();

  private final List<Long> durations = new ArrayList<>();

  Parts(int count) {
    this.results = new Object[count];
    this.done = new boolean[count];
    for (int i = 0; i < count; i++) {
      holders.add(new HashMap<>());
    }
  }

  /**
   * A part for a seat that has none; nothing if there is nothing for it to do.
   *
   * @param seat whoever asks
   * @param own the part that it had best take
   */
  OptionalInt take(long seat, int own, long now) {
    OptionalInt part =
        isFree(own)
            ? OptionalInt.of(own)
            : IntStream.range(0, done.length).filter(this::isFree).findFirst();
    OptionalInt taken = part.isPresent() ? part : late(seat, now);
    taken.ifPresent(i -> holders.get(i).put(seat, now));
    return taken;
  }

  private boolean isFree(int part) {
    return part < done.length && !done[part] && holders.get(part).isEmpty();
  }

  /** The part that was taken the longest ago, if that is too long. */
  private OptionalInt late(long seat, long now) {
    int oldest = -1;
    long since = now - lateNanos();
    for (int i = 0; i < done.length; i++) {
      Map<Long, Long> own = holders.get(i);
      if (!done[i] && own.size() < MOST_HOLDERS && !own.containsKey(seat)) {
        long first = own.values().stream().mapToLong(Long::longValue).min().orElse(now);
        if (first < since) {
          since = first;
          oldest = i;
        }
      }
    }
    return oldest < 0 ? OptionalInt.empty() : OptionalInt.of(oldest);
  }

  /** No part is late before half of them tell how long one takes. */
  private long lateNanos() {
    if (2 * durations.size() < done.length) {
      return Long.MAX_VALUE / 2;
    }
    long[] sorted = durations.stream().mapToLong(Long::longValue).sorted().toArray();
    return Math.max(LEAST_LATE_NANOS, TIMES_LATE * sorted[sorted.length / 2]);
  }

  /** A seat brings a result; that of a part which is done already is not needed. */
  void bring(long seat, int part, Object result, long now) {
    Long since = holders.get(part).remove(seat);
    if (!done[part]) {
      done[part] = true;
      results[part] = result;
      if (since != null) {
        durations.add(now - since);
      }
    }
  }

  /** A seat brings nothing any more. */
  void lose(long seat) {
    holders.forEach(seats -> seats.remove(seat));
  }

  boolean areDone() {
    for (boolean part : done) {
      if (!part) {
        return false;
      }
    }
    return true;
  }

  /** All of them, in their order. */
  List<Object> results() {
    return Arrays.asList(results);
  }
}
