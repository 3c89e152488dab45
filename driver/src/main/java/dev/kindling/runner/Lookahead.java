package dev.kindling.runner;

import dev.kindling.episode.Shard;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Announces the next shards while one is computed. After those of this round come those of the
 * next, which the same process is likely to be given. Any thread may use it.
 */
public final class Lookahead {

  /** How many shards are announced beyond those that are being computed. */
  private static final int SHARDS = 2;

  private final List<Shard> own;
  private final List<Shard> all;
  private final int atOnce;
  private int announced;

  /**
   * @param own the shards of this round
   * @param coming the shards of the rounds after it
   * @param atOnce how many of them are computed at the same time
   */
  public Lookahead(List<Shard> own, List<Shard> coming, int atOnce) {
    this.own = own;
    this.all = Stream.concat(own.stream(), coming.stream()).toList();
    this.atOnce = atOnce;
  }

  /** Called when the work on one of this round's shards begins. */
  public synchronized void begin(int shard, Consumer<Shard> expect) {
    int end = Math.min(all.size(), shard + atOnce + SHARDS);
    while (announced < end) {
      expect.accept(all.get(announced++));
    }
  }

  /** The shards of this round. */
  public List<Shard> own() {
    return own;
  }
}
