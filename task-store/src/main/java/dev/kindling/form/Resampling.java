package dev.kindling.form;

import java.util.stream.IntStream;

/**
 * Brings images [height, width, channels] to another size: each new pixel is the mean of the area
 * that it covers, along rows first. The order of the sums is fixed, so that every Java computes the
 * same bits.
 */
public final class Resampling {

  private Resampling() {}

  /** The image itself if it has that size. */
  public static float[] apply(
      float[] values, int height, int width, int channels, int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width) {
      return values;
    }
    float[] narrow = rows(values, height, width, channels, newWidth);
    return columns(narrow, height, newWidth * channels, newHeight);
  }

  /** The same for bytes, rounded half up. */
  public static byte[] apply(
      byte[] values, int height, int width, int channels, int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width) {
      return values;
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values[i] & 0xFF;
    }
    return bytes(apply(floats, height, width, channels, newHeight, newWidth));
  }

  /** Rounded half up, and no less than 0 or more than 255. */
  public static byte[] bytes(float[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(values[i])));
    }
    return bytes;
  }

  private static float[] rows(float[] values, int height, int width, int channels, int newWidth) {
    float[] result = new float[height * newWidth * channels];
    Window[] windows = Window.all(width, newWidth);
    int target = 0;
    for (int y = 0; y < height; y++) {
      for (Window window : windows) {
        int source = (y * width + window.first) * channels;
        for (int channel = 0; channel < channels; channel++) {
          result[target++] = mean(values, source + channel, channels, window.shares);
        }
      }
    }
    return result;
  }

  private static float mean(float[] values, int from, int apart, float[] shares) {
    float sum = 0;
    int at = from;
    for (float share : shares) {
      sum += share * values[at];
      at += apart;
    }
    return sum;
  }

  /**
   * @param row how many values a row has
   */
  private static float[] columns(float[] values, int height, int row, int newHeight) {
    float[] result = new float[newHeight * row];
    int target = 0;
    for (Window window : Window.all(height, newHeight)) {
      int source = window.first * row;
      for (float share : window.shares) {
        for (int at = target; at < target + row; at++) {
          result[at] += share * values[source++];
        }
      }
      target += row;
    }
    return result;
  }

  /** Which old pixels a new pixel covers, and how much each counts. */
  private static final class Window {
    private final int first;
    private final float[] shares;

    private Window(int first, float[] shares) {
      this.first = first;
      this.shares = shares;
    }

    static Window[] all(int size, int newSize) {
      return IntStream.range(0, newSize)
          .mapToObj(pixel -> of(pixel, size, newSize))
          .toArray(Window[]::new);
    }

    private static Window of(int pixel, int size, int newSize) {
      double scale = (double) size / newSize;
      double from = pixel * scale;
      double to = Math.min(size, (pixel + 1) * scale);
      int first = (int) from;
      float[] shares = new float[(int) Math.ceil(to) - first];
      for (int source = first; source < to; source++) {
        double share = (Math.min(to, source + 1.0) - Math.max(from, source)) / (to - from);
        shares[source - first] = (float) share;
      }
      return new Window(first, shares);
    }
  }
}
