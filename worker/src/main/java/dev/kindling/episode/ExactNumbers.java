package dev.kindling.episode;

import java.util.Arrays;

/**
 * Numbers as they were computed.
 *
 * @param values the array itself, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them; a copy would double a sum
public record ExactNumbers(float[] values) implements SumNumbers {
  private static final long serialVersionUID = 1;

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public void addTo(double[] total) {
    for (int i = 0; i < values.length; i++) {
      total[i] += values[i];
    }
  }

  @Override
  public ExactNumbers range(int from, int to) {
    return new ExactNumbers(Arrays.copyOfRange(values, from, to));
  }
}
