package dev.kindling.store;

import dev.kindling.fault.Require;
import java.io.Serializable;

/**
 * What the numbers of a column are like.
 *
 * @param count how many there are
 * @param missing how many there are not
 * @param mean 0 if there is none, as are the others
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
   * Both together, by Chan, Golub and LeVeque: with d the difference of the means,
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

  /** 1 where all numbers are one, so that they can be divided by it. */
  double divisor() {
    return deviation > 0 ? deviation : 1;
  }
}
