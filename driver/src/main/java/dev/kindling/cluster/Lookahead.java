package dev.kindling.cluster;

import dev.kindling.episode.Shard;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Announces the next shards of a partition while it works on one. After those of this round come
 * those of the next, which the same process is likely to be given.
 */
final class Lookahead {

  /** How many shards are announced beyond the one that is being computed. */
  private static final int SHARDS = 2;

  private final List<Shard> own;
  private final List<Shard> all;
  private int announced;

  /**
   * @param own the partition's shards of this round
   * @param coming its shards of the rounds after it
   */
  Lookahead(List<Shard> own, List<Shard> coming) {
    this.own = own;
    this.all = Stream.concat(own.stream(), coming.stream()).toList();
  }

  /** Called when the work on one of the partition's shards begins. */
  void begin(int shard, Consumer<Shard> expect) {
    int end = Math.min(all.size(), shard + SHARDS + 1);
    while (announced < end) {
      expect.accept(all.get(announced++));
    }
  }

  List<Shard> own() {
    return own;
  }
}
