package dev.kindling.plan;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A set of offsets as ranges that neither meet nor touch, each from its first to past its last. */
final class Ranges {
  private final TreeMap<Long, Long> ends = new TreeMap<>();

  /** Adds the offsets from {@code from} to before {@code to}. */
  void add(long from, long to) {
    long start = from;
    long end = to;
    Map.Entry<Long, Long> met = ends.floorEntry(to);
    while (met != null && met.getValue() >= from) {
      start = Math.min(start, met.getKey());
      end = Math.max(end, met.getValue());
      ends.remove(met.getKey());
      met = ends.floorEntry(to);
    }
    ends.put(start, end);
  }

  /** The first range that ends after {@code offset}. */
  Optional<Range> after(long offset) {
    Map.Entry<Long, Long> met = ends.floorEntry(offset);
    Map.Entry<Long, Long> next =
        met != null && met.getValue() > offset ? met : ends.higherEntry(offset);
    return Optional.ofNullable(next)
        .map(range -> new Range(range.getKey(), range.getValue(), this));
  }

  /** The offsets from {@code from} to before {@code to}, which are in {@code ranges}. */
  record Range(long from, long to, Ranges ranges) {}
}
