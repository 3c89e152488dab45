package dev.kindling.store;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What a part wrote anew of a split, in place of records that the old version has. It holds eight
 * bytes a record. One thread at a time.
 */
final class Superseded implements Serializable {
  private static final long serialVersionUID = 1;

  private long[] positions = new long[16];
  private int size;
  private Count tasks = Count.none();
  private boolean cut;

  /**
   * Notes a record that is no more.
   *
   * @param examples that the new record has
   * @param added how many of them the old one does not have
   */
  void add(KnownTasks.Known old, int examples, int added) {
    if (size == positions.length) {
      positions = Arrays.copyOf(positions, 2 * size);
    }
    positions[size++] = old.position();
    tasks = tasks.plus(Count.ofTask(old.task().examples()));
    cut |= examples < old.task().examples() + added;
  }

  void addAll(Superseded other) {
    positions = Arrays.copyOf(positions, Math.max(1, size + other.size));
    System.arraycopy(other.positions, 0, positions, size, other.size);
    size += other.size;
    tasks = tasks.plus(other.tasks);
    cut |= other.cut;
  }

  /** The positions of old records in their split, ascending. */
  long[] positions() {
    long[] sorted = Arrays.copyOf(positions, size);
    Arrays.sort(sorted);
    return sorted;
  }

  /** What the old records held. */
  Count tasks() {
    return tasks;
  }

  /** Whether examples that they held are in none of the new ones. */
  boolean isCut() {
    return cut;
  }
}
