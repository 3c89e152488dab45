package dev.kindling.store;

import dev.kindling.task.ElementType;
import dev.kindling.task.Scaling;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Turns stored numbers into those to learn from: (value - shift) / divisor, in each channel. */
final class FeatureScale {

  private static final float MOST_BYTE = 255;

  private final float[] shifts;
  private final float[] divisors;

  private FeatureScale(float[] shifts, float[] divisors) {
    this.shifts = shifts;
    this.divisors = divisors;
  }

  static FeatureScale of(Scaling scaling, ElementType type, List<ColumnStatistics> channels) {
    float[] shifts = new float[channels.size()];
    float[] divisors = new float[channels.size()];
    for (int i = 0; i < shifts.length; i++) {
      boolean standard = scaling == Scaling.STANDARD;
      boolean unit = scaling == Scaling.UNIT && type == ElementType.U8;
      shifts[i] = standard ? (float) channels.get(i).mean() : 0;
      divisors[i] = standard ? (float) channels.get(i).divisor() : unit ? MOST_BYTE : 1;
    }
    return new FeatureScale(shifts, divisors);
  }

  float apply(int channel, float value) {
    return (value - shifts[channel]) / divisors[channel];
  }

  /** Writes the features of an example into {@code target} from {@code start}. */
  void apply(ElementType type, byte[] payload, float[] target, int start) {
    int channels = shifts.length;
    if (type == ElementType.U8) {
      for (int i = 0; i < payload.length; i++) {
        target[start + i] = apply(i % channels, payload[i] & 0xFF);
      }
      return;
    }
    ByteBuffer values = ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; values.hasRemaining(); i++) {
      target[start + i] = apply(i % channels, values.getFloat());
    }
  }
}
