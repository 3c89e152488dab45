package dev.kindling.engine.host;

import java.nio.FloatBuffer;

/**
 * Logarithms, rounded once. oneDNN's are off by some 3e-6 near 1, where a confident model's losses
 * lie. Few are ever needed: one for each example.
 */
public final class Logarithm implements Runnable {
  private final FloatBuffer operand;
  private final FloatBuffer result;

  public Logarithm(FloatBuffer operand, FloatBuffer result) {
    this.operand = operand;
    this.result = result;
  }

  @Override
  public void run() {
    for (int i = 0; i < operand.capacity(); i++) {
      result.put(i, (float) StrictMath.log(operand.get(i)));
    }
  }
}
