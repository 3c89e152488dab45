package dev.kindling.cluster;

import dev.kindling.episode.Shard;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shards as a Spark job takes them along: columns of numbers, which are written and read at once.
 * Every task reads them, and makes shards of its own part only.
 */
final class SentShards implements Serializable {
  private static final long serialVersionUID = 1;

  private final Split[] splits;
  private final Shard.Slots[] slots;
  private final int[] parts;
  private final long[] keys;
  private final int[] firstSlots;
  private final int[] tasks;

  SentShards(List<Shard> shards) {
    int count = shards.size();
    this.splits = new Split[count];
    this.slots = new Shard.Slots[count];
    this.parts = new int[count];
    this.keys = new long[2 * count];
    this.firstSlots = new int[count];
    this.tasks = new int[count];
    for (int i = 0; i < count; i++) {
      Shard shard = shards.get(i);
      splits[i] = shard.split();
      slots[i] = shard.slots();
      parts[i] = shard.part();
      keys[2 * i] = shard.key().high();
      keys[2 * i + 1] = shard.key().low();
      firstSlots[i] = shard.firstSlot();
      tasks[i] = shard.tasks();
    }
  }

  int size() {
    return tasks.length;
  }

  /** Those of one partition. */
  List<Shard> part(int partition, int partitions) {
    var partitioning = new Partitioning(tasks.length, partitions);
    return IntStream.range(partitioning.start(partition), partitioning.start(partition + 1))
        .mapToObj(this::shard)
        .toList();
  }

  private Shard shard(int i) {
    return new Shard(
        splits[i],
        parts[i],
        new Key(keys[2 * i], keys[2 * i + 1]),
        firstSlots[i],
        tasks[i],
        slots[i]);
  }
}
