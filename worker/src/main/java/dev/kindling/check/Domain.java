package dev.kindling.check;

import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;

/** What an operation wants its operands to be. */
public enum Domain {
  ANY,
  POSITIVE,
  /** The first operand holds rows or a table, the second places of rows. */
  PLACES,
  /** The first operand holds symmetric positive-definite matrices. */
  DEFINITE,
  /** The operand holds keys. */
  KEYS;

  private static final int FEWEST_ROWS = 5;

  /** Numbers for the operand of that name. */
  double[] numbers(String operand, Shape shape, Key key) {
    boolean first = operand.equals("x0");
    return switch (this) {
      case ANY -> SampleNumbers.of(key, shape, false);
      case POSITIVE -> SampleNumbers.of(key, shape, true);
      case PLACES -> first ? SampleNumbers.of(key, shape, false) : places(shape, key);
      case DEFINITE -> first ? definite(shape, key) : SampleNumbers.of(key, shape, false);
      case KEYS -> keys(shape, key);
    };
  }

  /** A row may come twice. */
  private static double[] places(Shape shape, Key key) {
    double[] places = new double[shape.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = key.below(i, FEWEST_ROWS);
    }
    return places;
  }

  /** {@code R R^T / n + I} with a random R. */
  private static double[] definite(Shape shape, Key key) {
    int n = shape.dimension(1);
    double[] r = SampleNumbers.of(key, shape, false);
    double[] matrices = new double[shape.size()];
    for (int i = 0; i < matrices.length; i++) {
      int row = i / n * n;
      int other = (i / n / n * n + i % n) * n;
      double sum = i / n % n == i % n ? n : 0;
      for (int k = 0; k < n; k++) {
        sum += r[row + k] * r[other + k];
      }
      matrices[i] = (float) (sum / n);
    }
    return matrices;
  }

  private static double[] keys(Shape shape, Key key) {
    double[] keys = new double[shape.size()];
    for (int task = 0; task < shape.dimension(0); task++) {
      float[] floats = key.fold(task).floats();
      for (int i = 0; i < floats.length; i++) {
        keys[task * floats.length + i] = floats[i];
      }
    }
    return keys;
  }
}
