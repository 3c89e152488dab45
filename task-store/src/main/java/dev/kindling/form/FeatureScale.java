package dev.kindling.form;

import dev.kindling.fault.Require;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Turns numbers as they are stored into those to learn from: (value - shift) / divisor, in each
 * channel. The values of an example are those of channel 0, 1, ..., and of channel 0 again.
 */
public final class FeatureScale {

  private final float[] shifts;
  private final float[] divisors;

  /**
   * A scale of one or more channels.
   *
   * @param divisors as many as shifts, none of them 0
   */
  public FeatureScale(float[] shifts, float[] divisors) {
    this.shifts = shifts.clone();
    this.divisors = divisors.clone();
    Require.positive("channels", shifts.length);
    if (divisors.length != shifts.length) {
      throw new IllegalArgumentException(
          "divisors must be as many as shifts, %d, but are %d"
              .formatted(shifts.length, divisors.length));
    }
    for (int i = 0; i < shifts.length; i++) {
      Require.finite("shift", shifts[i]);
      if (Require.finite("divisor", divisors[i]) == 0) {
        throw new IllegalArgumentException("divisor must not be 0");
      }
    }
  }

  /** Leaves all numbers as they are. */
  public static FeatureScale none() {
    return new FeatureScale(new float[1], new float[] {1});
  }

  public int channels() {
    return shifts.length;
  }

  public float shift(int channel) {
    return shifts[channel];
  }

  public float divisor(int channel) {
    return divisors[channel];
  }

  private float apply(int channel, float value) {
    return (value - shifts[channel]) / divisors[channel];
  }

  /** Writes the features of an example into {@code target} from {@code start}. */
  public void apply(float[] values, float[] target, int start) {
    for (int i = 0; i < values.length; i++) {
      target[start + i] = apply(i % shifts.length, values[i]);
    }
  }

  /** The same for unsigned bytes. */
  public void ofBytes(byte[] values, float[] target, int start) {
    for (int i = 0; i < values.length; i++) {
      target[start + i] = apply(i % shifts.length, values[i] & 0xFF);
    }
  }

  /** The same for numbers in single precision, little-endian. */
  public void ofFloats(byte[] bytes, float[] target, int start) {
    ByteBuffer values = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; values.hasRemaining(); i++) {
      target[start + i] = apply(i % shifts.length, values.getFloat());
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureScale scale
        && Arrays.equals(shifts, scale.shifts)
        && Arrays.equals(divisors, scale.divisors);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shifts) + Arrays.hashCode(divisors);
  }

  /** As in {@code (x - 127.5) / 64.2}, or one of these for each channel. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < shifts.length; i++) {
      text.append(i == 0 ? "" : ", ").append(text(shifts[i], divisors[i]));
    }
    return text.toString();
  }

  /** One channel's, for people. */
  static String text(float shift, float divisor) {
    String shifted = shift == 0 ? "x" : "(x - %s)".formatted(shift);
    return divisor == 1 ? shifted : "%s / %s".formatted(shifted, divisor);
  }
}
