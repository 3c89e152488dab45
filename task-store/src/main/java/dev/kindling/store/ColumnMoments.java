package dev.kindling.store;

/** Gathers the statistics of one column, by Welford's recurrence. */
final class ColumnMoments {

  private final String name;
  private long count;
  private long missing;
  private double mean;
  private double squares;
  private double minimum;
  private double maximum;

  ColumnMoments(String name) {
    this.name = name;
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
  }

  ColumnStatistics statistics() {
    double deviation = count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count));
    return new ColumnStatistics(name, count, missing, mean, deviation, minimum, maximum);
  }
}
