package dev.kindling.episode;

import dev.kindling.fault.Require;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The tasks in slots {@code firstSlot} to {@code firstSlot + tasks - 1} of one outer step or
 * evaluation.
 *
 * @param part which part of a mixture the tasks are of, or {@link #ALL}
 */
public record Shard(Split split, int part, Key key, int firstSlot, int tasks, Slots slots)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Which task is in a slot. */
  public enum Slots {
    /** Drawn anew for each slot, to learn from. */
    DRAWN,
    /** From the list of tasks, where each task that can be counted stands once, to be judged on. */
    LISTED
  }

  /** Instead of a part: tasks of the whole distribution. */
  public static final int ALL = -1;

  public Shard {
    Require.present("split", split);
    Require.present("key", key);
    Require.notNegative("first-slot", firstSlot);
    Require.positive("tasks", tasks);
    Require.atLeast("part", part, ALL);
    Require.present("slots", slots);
  }

  public Shard(Split split, Key key, int firstSlot, int tasks) {
    this(split, ALL, key, firstSlot, tasks, Slots.DRAWN);
  }

  /** The same slots, with tasks of one part of a mixture. */
  public Shard ofPart(int number) {
    return new Shard(split, number, key, firstSlot, tasks, slots);
  }

  /** The same slots, with listed tasks. */
  public Shard listed() {
    return new Shard(split, part, key, firstSlot, tasks, Slots.LISTED);
  }

  /**
   * Cuts slots 0 to {@code tasks - 1} into shards of {@code tasksPerShard}; the last has the rest.
   */
  public static List<Shard> cut(Split split, Key key, int tasks, int tasksPerShard) {
    int shards = Math.toIntExact((tasks + (long) tasksPerShard - 1) / tasksPerShard);
    return IntStream.range(0, shards)
        .map(shard -> shard * tasksPerShard)
        .mapToObj(first -> new Shard(split, key, first, Math.min(tasksPerShard, tasks - first)))
        .toList();
  }
}
