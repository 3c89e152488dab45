package dev.kindling.engine;

import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import java.util.Arrays;

/** Random test numbers from a key, so that each failure can be run again. */
public final class Numbers {
  private Numbers() {}

  /** Values that floats hold exactly, away from 0, of both signs or positive. */
  public static double[] of(Key key, Shape shape, boolean positive) {
    double[] values = new double[shape.size()];
    Arrays.setAll(values, i -> value(key, i, positive));
    return values;
  }

  private static double value(Key key, int counter, boolean positive) {
    double magnitude = 0.25 + key.uniform(2L * counter);
    boolean negative = !positive && key.uniform(2L * counter + 1) < 0.5;
    return (float) (negative ? -magnitude : magnitude);
  }

  public static float[] floats(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  public static double[] doubles(float... values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < doubles.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** {@code |a - b| / max(1, |b|)} in the Euclidean norm. */
  public static double difference(double[] actual, double[] expected) {
    double square = 0;
    double scale = 0;
    for (int i = 0; i < expected.length; i++) {
      square += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      scale += expected[i] * expected[i];
    }
    return Math.sqrt(square) / Math.max(1, Math.sqrt(scale));
  }
}
