package dev.kindling.episode;

import java.io.Serializable;

/**
 * How much of the time on shards was spent waiting for their tasks to be drawn.
 *
 * @param totalNanos waiting and computing
 */
public record Waiting(long waitedNanos, long totalNanos) implements Serializable {
  private static final long serialVersionUID = 1;

  public static final Waiting NONE = new Waiting(0, 0);

  public Waiting plus(Waiting other) {
    return new Waiting(waitedNanos + other.waitedNanos, totalNanos + other.totalNanos);
  }

  /** The time after {@code earlier}. */
  public Waiting minus(Waiting earlier) {
    return new Waiting(waitedNanos - earlier.waitedNanos, totalNanos - earlier.totalNanos);
  }

  /** The share of waiting in the total; 0 if no time was spent. */
  public double share() {
    return totalNanos == 0 ? 0 : (double) waitedNanos / totalNanos;
  }
}
