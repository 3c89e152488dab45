package dev.kindling.engine.onednn;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Writes a value that every run of a program reads and none writes: a row again and again, since it
 * is written anew whenever the program gets the memory.
 */
final class Lasting implements Kernel {
  private static final int LONGEST_ROW = 1 << 12;

  private final FloatBuffer buffer;
  private final float[] row;

  private Lasting(FloatBuffer buffer, float... row) {
    this.buffer = buffer;
    this.row = row;
  }

  /** One number everywhere. */
  static Lasting constant(FloatBuffer buffer, float value) {
    float[] row = new float[Math.min(LONGEST_ROW, buffer.capacity())];
    Arrays.fill(row, value);
    return new Lasting(buffer, row);
  }

  /**
   * The numbers from 0, each so many times in a row.
   *
   * @param count how many numbers, before 0 comes again
   */
  static Lasting range(FloatBuffer buffer, int times, int count) {
    float[] row = new float[times * count];
    for (int i = 0; i < row.length; i++) {
      int number = i / times;
      row[i] = number;
    }
    return new Lasting(buffer, row);
  }

  @Override
  public void run() {
    int size = buffer.capacity();
    for (int at = 0; at < size; at += row.length) {
      buffer.put(at, row, 0, Math.min(row.length, size - at));
    }
  }
}
