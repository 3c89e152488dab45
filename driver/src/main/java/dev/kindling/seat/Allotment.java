package dev.kindling.seat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Who computes which part of a piece of work. A seat takes the part of its own number, so that what
 * it read ahead is used, then parts that nobody has, then, towards the end, one that takes another
 * seat far longer than parts took so far. Who is first with a part decides nothing: results are
 * equal.
 */
final class Allotment {
  static final long LEAST_LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final int TIMES_LATE = 3;
  private static final int MOST_HOLDERS = 2;

  /** A seat's work on a part: since when, and its results so far. */
  private record Holding(long sinceNanos, List<Object> results) {}

  private final List<List<Object>> results = new ArrayList<>();
  private final boolean[] done;

  /** For each part that is not done, the seats that compute it. */
  private final List<Map<Long, Holding>> holders = new ArrayList<>();

  private final List<Long> durations = new ArrayList<>();

  /** Since when seats that could compute parts have none. */
  private final Map<Long, Long> idle = new HashMap<>();

  private long idleNanos;

  Allotment(int count) {
    this.done = new boolean[count];
    for (int i = 0; i < count; i++) {
      holders.add(new HashMap<>());
      results.add(List.of());
    }
  }

  /** Seats that are still at work which is over, where another was first. */
  void expect(Collection<Long> seats, long now) {
    seats.forEach(seat -> idle.put(seat, now));
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
    taken.ifPresent(i -> hold(seat, i, now));
    return taken;
  }

  private void hold(long seat, int part, long now) {
    holders.get(part).put(seat, new Holding(now, new ArrayList<>()));
    idleNanos += now - Objects.requireNonNullElse(idle.remove(seat), now);
  }

  private boolean isFree(int part) {
    return part < done.length && !done[part] && holders.get(part).isEmpty();
  }

  /** The part that was taken the longest ago, if that is too long. */
  private OptionalInt late(long seat, long now) {
    int oldest = -1;
    long since = now - lateNanos();
    for (int i = 0; i < done.length; i++) {
      Map<Long, Holding> own = holders.get(i);
      if (!done[i] && own.size() < MOST_HOLDERS && !own.containsKey(seat)) {
        long first = own.values().stream().mapToLong(Holding::sinceNanos).min().orElse(now);
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

  /** Whether results of a part are needed from a seat. */
  boolean needs(long seat, int part) {
    return holders.get(part).containsKey(seat);
  }

  /** A seat brings a result of its part, and more will come. */
  void bring(long seat, int part, Object result) {
    if (needs(seat, part)) {
      holders.get(part).get(seat).results().add(result);
    }
  }

  /** A seat brings the last result of its part. That of a part which is done is not needed. */
  void finish(long seat, int part, Object result, long now) {
    if (needs(seat, part)) {
      bring(seat, part, result);
      Map<Long, Holding> own = holders.get(part);
      Holding holding = own.remove(seat);
      idle.put(seat, now);
      own.forEach((late, held) -> idle.put(late, held.sinceNanos()));
      own.clear();
      done[part] = true;
      results.set(part, holding.results());
      durations.add(now - holding.sinceNanos());
      if (areDone()) {
        idle.values().forEach(since -> idleNanos += now - since);
      }
    }
  }

  /**
   * How long it was, added up over all seats that had parts, that one had nothing to compute which
   * was not there already, until all was done.
   */
  long idleNanos() {
    return idleNanos;
  }

  /** A seat brings nothing any more. */
  void lose(long seat) {
    holders.forEach(seats -> seats.remove(seat));
    idle.remove(seat);
  }

  /** The seats that compute parts which are not done. */
  Set<Long> holders() {
    Set<Long> seats = new HashSet<>();
    holders.forEach(part -> seats.addAll(part.keySet()));
    return seats;
  }

  int count() {
    return done.length;
  }

  boolean areDone() {
    for (boolean part : done) {
      if (!part) {
        return false;
      }
    }
    return true;
  }

  /** All of them, part by part. */
  List<Object> results() {
    return results.stream().flatMap(List::stream).toList();
  }
}
