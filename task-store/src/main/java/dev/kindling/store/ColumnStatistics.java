package dev.kindling.store;

import dev.kindling.fault.Require;
import java.io.Serializable;

/**
 * Statistics of the numbers of a column.
 *
 * @param count how many numbers there are
 * @param missing how many are missing
 * @param mean 0 if there are no numbers, like the others
 * @param deviation of the population, not of a sample
 */
public record ColumnStatistics(
    String name,
    long count,
    long missing,
    double mean,
    double deviation,
    double minimum,
    double maximum)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public ColumnStatistics {
    Require.notBlank("name", name);
    Require.notNegative("count", count);
    Require.notNegative("missing", missing);
    Require.finite("mean", mean);
    Require.notNegative("deviation", deviation);
    Require.finite("minimum", minimum);
    Require.atLeast("maximum", maximum, minimum);
  }

  static ColumnStatistics none(String name) {
    return new ColumnStatistics(name, 0, 0, 0, 0, 0, 0);
  }

  /**
   * The statistics of both together, by Chan, Golub and LeVeque; d is the difference of the means:
   *
   * <pre>
   *   n = n1 + n2,   mean = mean1 + d n2 / n,   n dev^2 = n1 dev1^2 + n2 dev2^2 + d^2 n1 n2 / n
   * </pre>
   */
  ColumnStatistics plus(ColumnStatistics other) {
    if (count == 0 || other.count == 0) {
      ColumnStatistics some = count == 0 ? other : this;
      long none = missing + other.missing;
      return new ColumnStatistics(
          name, some.count, none, some.mean, some.deviation, some.minimum, some.maximum);
    }
    double n = (double) count + other.count;
    double between = other.mean - mean;
    double squares =
        count * deviation * deviation
            + other.count * other.deviation * other.deviation
            + between * between * count * other.count / n;
    return new ColumnStatistics(
        name,
        count + other.count,
        missing + other.missing,
        mean + between * other.count / n,
        Math.sqrt(squares / n),
        Math.min(minimum, other.minimum),
        Math.max(maximum, other.maximum));
  }

  /** The deviation, or 1 where all numbers are equal, so that they can be divided by it. */
  double divisor() {
    return deviation > 0 ? deviation : 1;
  }
}
