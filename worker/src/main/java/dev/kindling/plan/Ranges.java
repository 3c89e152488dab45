package dev.kindling.plan;

import java.util.Map;
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

  /** The lowest offset, {@code from} or higher, at which {@code size} offsets are not in here. */
  long gap(long from, long size) {
    Map.Entry<Long, Long> below = ends.floorEntry(from);
    long offset = below == null ? from : Math.max(from, below.getValue());
    Map.Entry<Long, Long> above = ends.higherEntry(from);
    while (above != null && above.getKey() - offset < size) {
      offset = above.getValue();
      above = ends.higherEntry(above.getKey());
    }
    return offset;
  }
}
