package dev.kindling.episode;

import java.io.Serializable;

/**
 * What the time on shards went to.
 *
 * @param waitedNanos waiting for tasks to be drawn
 * @param preparedNanos making programs for tasks of a size that was not met before
 * @param totalNanos these, and the adapting and judging of tasks
 */
public record ShardTime(long waitedNanos, long preparedNanos, long totalNanos)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public static final ShardTime NONE = new ShardTime(0, 0, 0);

  public ShardTime plus(ShardTime other) {
    return new ShardTime(
        waitedNanos + other.waitedNanos,
        preparedNanos + other.preparedNanos,
        totalNanos + other.totalNanos);
  }

  /** The time after {@code earlier}. */
  public ShardTime minus(ShardTime earlier) {
    return new ShardTime(
        waitedNanos - earlier.waitedNanos,
        preparedNanos - earlier.preparedNanos,
        totalNanos - earlier.totalNanos);
  }

  /** The share of waiting in the total; 0 if no time was spent. */
  public double waitedShare() {
    return totalNanos == 0 ? 0 : (double) waitedNanos / totalNanos;
  }

  /** What tasks themselves took. */
  public long computedNanos() {
    return totalNanos - waitedNanos - preparedNanos;
  }
}
