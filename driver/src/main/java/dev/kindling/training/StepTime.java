package dev.kindling.training;

import dev.kindling.episode.ShardTime;

/**
 * What the time of an outer step went to.
 *
 * @param totalNanos from the state before it to the state after it
 * @param shardsNanos until the results of all shards were there
 * @param work what was spent on the shards, added up over all that computed at once
 * @param idleNanos that one had nothing left to do while another still computed, added up too
 * @param atOnce how many shards were computed at once
 */
public record StepTime(
    long totalNanos, long shardsNanos, ShardTime work, long idleNanos, int atOnce) {

  /** Tasks were waited for, on average over all that computed at once. */
  public double sampleNanos() {
    return (double) work.waitedNanos() / atOnce;
  }

  /** Programs were made. */
  public double prepareNanos() {
    return (double) work.preparedNanos() / atOnce;
  }

  /** Tasks were adapted. */
  public double computeNanos() {
    return (double) work.computedNanos() / atOnce;
  }

  /** Some had nothing left to do and waited for the slowest. */
  public double unevenNanos() {
    return Math.min(besideWorkNanos(), (double) idleNanos / atOnce);
  }

  /** Shards were waited for besides: what came and went, and what executors added up. */
  public double networkNanos() {
    return besideWorkNanos() - unevenNanos();
  }

  /** Executors that come meanwhile make more work possible than there is time of those counted. */
  private double besideWorkNanos() {
    return Math.max(0, shardsNanos - (double) work.totalNanos() / atOnce);
  }

  /** Results were added up, and the update made. */
  public long updateNanos() {
    return totalNanos - shardsNanos;
  }
}
