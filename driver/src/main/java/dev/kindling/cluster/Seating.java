package dev.kindling.cluster;

import dev.kindling.seat.SeatWork;
import dev.kindling.seat.Seats;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkContext;

/**
 * The Spark tasks that stay from round to round, as long as rounds are of one phase and as wide:
 * then Spark's page says what their job is for, and Spark knows how many could work.
 */
final class Seating {
  private final SparkContext spark;
  private final boolean on;
  private Optional<Seats> seats = Optional.empty();
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

  /** The results of all parts, in their order. */
  <R> List<R> run(SeatWork<R> work, int parts, String ofPhase, String description)
      throws Exception {
    if (!ofPhase.equals(phase) || parts > width) {
      leave();
    }
    if (seats.isEmpty()) {
      seats = Optional.of(Seats.take(spark, parts, ofPhase, description + " and on"));
      phase = ofPhase;
      width = parts;
    }
    try {
      return seats.get().run(work, parts);
    } catch (Exception e) {
      leave();
      throw e;
    }
  }

  /** Frees the cores, if tasks hold any. */
  void leave() {
    seats.ifPresent(Seats::close);
    seats = Optional.empty();
  }
}
