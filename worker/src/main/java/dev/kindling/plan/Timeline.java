package dev.kindling.plan;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Which offsets of a block of memory are taken when. A timeline has two halves, these have halves
 * again; each knows the offsets that are taken throughout its time and those that are taken at any
 * moment of it. Every span of time is made of a few halves, however long the whole, so neither
 * taking nor asking looks at every buffer.
 */
final class Timeline {
  private final int first;
  private final int last;
  private final Ranges throughout = new Ranges();
  private final Ranges ever = new Ranges();
  private Timeline early;
  private Timeline late;

  /** The moments from {@code first} to {@code last}, at which nothing is taken yet. */
  Timeline(int first, int last) {
    this.first = first;
    this.last = last;
  }

  /** Takes {@code size} offsets from {@code offset} from moment {@code birth} to {@code death}. */
  void take(int birth, int death, long offset, long size) {
    if (death < first || last < birth) {
      return;
    }
    ever.add(offset, offset + size);
    if (birth <= first && last <= death) {
      throughout.add(offset, offset + size);
      return;
    }
    if (early == null) {
      int middle = (first + last) >>> 1;
      early = new Timeline(first, middle);
      late = new Timeline(middle + 1, last);
    }
    early.take(birth, death, offset, size);
    late.take(birth, death, offset, size);
  }

  /** The lowest of {@code size} offsets that are not taken from {@code birth} to {@code death}. */
  long lowestGap(int birth, int death, long size) {
    Queue<Ranges.Range> taken = new PriorityQueue<>(Comparator.comparingLong(Ranges.Range::from));
    gather(birth, death, taken);
    long offset = 0;
    while (!taken.isEmpty() && taken.peek().from() - offset < size) {
      Ranges.Range lowest = taken.remove();
      offset = Math.max(offset, lowest.to());
      lowest.ranges().after(offset).ifPresent(taken::add);
    }
    return offset;
  }

  /** The first of each of the ranges that, together, are taken at any moment of the span. */
  private void gather(int birth, int death, Queue<Ranges.Range> taken) {
    if (death < first || last < birth) {
      return;
    }
    boolean isWithin = birth <= first && last <= death;
    (isWithin ? ever : throughout).after(0).ifPresent(taken::add);
    if (!isWithin && early != null) {
      early.gather(birth, death, taken);
      late.gather(birth, death, taken);
    }
  }
}
