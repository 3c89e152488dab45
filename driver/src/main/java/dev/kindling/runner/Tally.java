package dev.kindling.runner;

import dev.kindling.episode.ShardTime;
import dev.kindling.task.DamagedRecord;
import dev.kindling.task.PassedOver;
import java.util.List;
import java.util.function.Consumer;

/** What a runner learns of its shards besides their results. One thread at a time may use it. */
public final class Tally {
  private final PassedOver passedOver = new PassedOver();
  private final Consumer<DamagedRecord> damages;
  private ShardTime time = ShardTime.NONE;
  private long idleNanos;

  /**
   * @param damages is told of each damaged record once, when it is first passed over
   */
  public Tally(Consumer<DamagedRecord> damages) {
    this.damages = damages;
  }

  /** A shard that was computed twice met the same records, and they count once. */
  public void add(ShardTime spent, List<DamagedRecord> met) {
    time = time.plus(spent);
    for (DamagedRecord damaged : met) {
      if (passedOver.add(damaged)) {
        damages.accept(damaged);
      }
    }
  }

  /**
   * A round did not end for all at the same time.
   *
   * @param nanos added up over all that computed
   */
  public void addIdle(long nanos) {
    idleNanos += nanos;
  }

  /** How long all shards so far took. */
  public ShardTime time() {
    return time;
  }

  /** How long one had nothing left to do of a round so far while another still computed. */
  public long idleNanos() {
    return idleNanos;
  }
}
