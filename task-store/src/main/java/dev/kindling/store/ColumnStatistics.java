package dev.kindling.store;

import dev.kindling.fault.Require;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Statistics of the numbers of a column.
 *
 * @param count how many numbers there are
 * @param missing how many are missing
 * @param mean 0 if there are no numbers, like the others
 * @param deviation of the population, not of a sample
 * @param balance of a target that names classes, how often each is named; nothing for other columns
 *     and where there are too many classes
 */
public record ColumnStatistics(
    String name,
    long count,
    long missing,
    double mean,
    double deviation,
    double minimum,
    double maximum,
    List<Long> balance)
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
    balance = Require.copyOf("balance", balance);
    if (!balance.isEmpty() && balance.stream().mapToLong(Long::longValue).sum() != count) {
      throw new IllegalArgumentException(
          "the balance of %s must be of %d numbers but is %s".formatted(name, count, balance));
    }
  }

  /** Of a column whose numbers name no classes. */
  ColumnStatistics(
      String name,
      long count,
      long missing,
      double mean,
      double deviation,
      double minimum,
      double maximum) {
    this(name, count, missing, mean, deviation, minimum, maximum, List.of());
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
          name,
          some.count,
          none,
          some.mean,
          some.deviation,
          some.minimum,
          some.maximum,
          some.balance);
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
        Math.max(maximum, other.maximum),
        both(balance, other.balance));
  }

  private static List<Long> both(List<Long> one, List<Long> other) {
    if (one.size() != other.size()) {
      return List.of();
    }
    return IntStream.range(0, one.size()).mapToObj(i -> one.get(i) + other.get(i)).toList();
  }

  /**
   * Whether the other is of the same numbers.
   *
   * @param rounding how far means and deviations may differ, as a share of the largest number
   */
  boolean agrees(ColumnStatistics other, double rounding) {
    double near = rounding * Math.max(Math.abs(minimum), Math.abs(maximum));
    return name.equals(other.name)
        && count == other.count
        && missing == other.missing
        && minimum == other.minimum
        && maximum == other.maximum
        && Math.abs(mean - other.mean) <= near
        && Math.abs(deviation - other.deviation) <= near
        && balance.equals(other.balance);
  }

  /** For people. */
  public String text() {
    return "mean %.4g, deviation %.4g, from %.4g to %.4g, %d missing"
        .formatted(mean, deviation, minimum, maximum, missing);
  }

  /** The deviation, or 1 where all numbers are equal, so that they can be divided by it. */
  double divisor() {
    return deviation > 0 ? deviation : 1;
  }
}
