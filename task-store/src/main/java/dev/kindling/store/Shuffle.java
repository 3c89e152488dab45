package dev.kindling.store;

import dev.kindling.task.Key;
import java.util.HashMap;
import java.util.Map;

/**
 * The numbers from 0 to n - 1 in an order that follows from a key, one after the other. It takes
 * time and memory only for the numbers asked for: Fisher and Yates on an array that is never made.
 */
final class Shuffle {

  private final Key key;
  private final long size;
  private final Map<Long, Long> moved = new HashMap<>();
  private long taken;

  Shuffle(Key key, long size) {
    this.key = key;
    this.size = size;
  }

  boolean hasNext() {
    return taken < size;
  }

  long next() {
    long chosen = taken + key.below(taken, size - taken);
    long value = moved.getOrDefault(chosen, chosen);
    Long first = moved.remove(taken);
    if (chosen != taken) {
      moved.put(chosen, first == null ? taken : first);
    }
    taken++;
    return value;
  }
}
