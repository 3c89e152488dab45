package dev.kindling.optimize;

/** What every optimiser does to whole vectors. */
final class Vectors {

  private Vectors() {}

  static void requireAlike(float[] theta, float[] gradient) {
    if (theta.length != gradient.length) {
      throw new IllegalArgumentException(
          "theta has %d elements but its gradient has %d".formatted(theta.length, gradient.length));
    }
  }

  static float[] rounded(double[] values) {
    float[] rounded = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
    }
    return rounded;
  }
}
