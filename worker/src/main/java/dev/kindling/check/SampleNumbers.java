package dev.kindling.check;

import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers to try things on, and how far apart two lists of numbers are. */
public final class SampleNumbers {
  private SampleNumbers() {}

  /** Numbers that floats hold exactly, of magnitude .25 to 1.25, of both signs or positive. */
  public static double[] of(Key key, Shape shape, boolean positive) {
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      double magnitude = 0.25 + key.uniform(2L * i);
      boolean negative = !positive && key.uniform(2L * i + 1) < 0.5;
      values[i] = (float) (negative ? -magnitude : magnitude);
    }
    return values;
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

  /** The numbers of {@code at}, each moved by {@code step} times its direction if it has one. */
  static Map<String, double[]> moved(
      Map<String, double[]> at, Map<String, double[]> directions, double step) {
    Map<String, double[]> moved = new LinkedHashMap<>(at);
    directions.forEach(
        (name, direction) -> {
          double[] values = at.get(name).clone();
          for (int i = 0; i < values.length; i++) {
            values[i] += step * direction[i];
          }
          moved.put(name, values);
        });
    return moved;
  }

  static double inner(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
