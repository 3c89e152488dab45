package dev.kindling.store;

import java.util.Arrays;
import java.util.List;

/** Gathers the statistics of one column, by Welford's recurrence. */
final class ColumnMoments {

  private final String name;
  private long count;
  private long missing;
  private double mean;
  private double squares;
  private double minimum;
  private double maximum;
  private final long[] balance;

  ColumnMoments(String name) {
    this(name, 0);
  }

  /**
   * Of numbers that name classes.
   *
   * @param classes how many are counted one by one, from 0
   */
  ColumnMoments(String name, int classes) {
    this.name = name;
    this.balance = new long[classes];
  }

  void add(double value) {
    if (Double.isNaN(value)) {
      missing++;
      return;
    }
    count++;
    double from = value - mean;
    mean += from / count;
    squares += from * (value - mean);
    minimum = count == 1 ? value : Math.min(minimum, value);
    maximum = count == 1 ? value : Math.max(maximum, value);
    if (balance.length > 0) {
      balance[(int) value]++;
    }
  }

  ColumnStatistics statistics() {
    double deviation = count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count));
    List<Long> counted = Arrays.stream(balance).boxed().toList();
    return new ColumnStatistics(name, count, missing, mean, deviation, minimum, maximum, counted);
  }
}
