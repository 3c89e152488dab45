package dev.kindling.cluster;

import dev.kindling.seat.SeatWork;
import dev.kindling.seat.Seats;
import java.util.Optional;
import org.apache.spark.SparkContext;

/**
 * The Spark tasks that stay from round to round, as long as rounds are of one phase and as wide:
 * then Spark's page says what their job is for, and Spark knows how many could work.
 */
final class Seating {
  private final SparkContext spark;
  private final boolean on;
  private volatile Optional<Seats> seats = Optional.empty();
  private String phase = "";
  private int width;

  Seating(SparkContext spark) {
    this.spark = spark;
    this.on = spark.getConf().getBoolean(SparkSettings.SEATS, true);
  }

  /** Whether tasks are to stay at all. */
  boolean isOn() {
    return on;
  }

  /**
   * The results of all parts, in their order.
   *
   * @param tasks how many Spark is to have, if it has room for them
   */
  <R> Seats.Done<R> run(SeatWork<R> work, int parts, int tasks, String ofPhase, String description)
      throws Exception {
    if (!ofPhase.equals(phase) || tasks > width) {
      leave();
    }
    if (seats.isEmpty()) {
      seats = Optional.of(Seats.take(spark, tasks, ofPhase, description + " and on"));
      phase = ofPhase;
      width = tasks;
    }
    try {
      return seats.get().run(work, parts);
    } catch (Exception e) {
      leave();
      throw e;
    }
  }

  /** Of Spark's tasks, which run all the time, those that a round waits for. */
  boolean isAwaited(long task) {
    return seats.map(Seats::awaited).map(tasks -> tasks.contains(task)).orElse(true);
  }

  /** Frees the cores, if tasks hold any. */
  void leave() {
    seats.ifPresent(Seats::close);
    seats = Optional.empty();
  }
}
