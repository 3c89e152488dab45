package dev.kindling.form;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Key;
import org.junit.jupiter.api.Test;

class ResamplingTest {

  private static final int[] SIDES = {1, 2, 3, 7, 13, 28};

  private static float[] image(int height, int width, int channels) {
    float[] values = new float[height * width * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = Key.of(height).fold(width).below(i, 256);
    }
    return values;
  }

  /** The mean of the area that a new pixel covers, in double precision. */
  private static double mean(
      float[] values, int[] from, int[] to, int channels, int row, int column, int channel) {
    double sum = 0;
    for (int y = 0; y < from[0]; y++) {
      for (int x = 0; x < from[1]; x++) {
        double covered = overlap(y, row, from[0], to[0]) * overlap(x, column, from[1], to[1]);
        sum += covered * values[(y * from[1] + x) * channels + channel];
      }
    }
    return sum * to[0] * to[1] / ((double) from[0] * from[1]);
  }

  private static double overlap(int source, int target, int size, int newSize) {
    double from = (double) target * size / newSize;
    double to = (target + 1.0) * size / newSize;
    return Math.max(0, Math.min(to, source + 1.0) - Math.max(from, source));
  }

  @Test
  void aPixelIsTheMeanOfWhatItCovers() {
    int[] from = {7, 13};
    for (int newHeight : SIDES) {
      for (int newWidth : SIDES) {
        float[] values = image(from[0], from[1], 2);
        float[] seen = Resampling.apply(values, from[0], from[1], 2, newHeight, newWidth);
        assertThat(seen).hasSize(newHeight * newWidth * 2);
        for (int i = 0; i < seen.length; i++) {
          int pixel = i / 2;
          int[] to = {newHeight, newWidth};
          double expected = mean(values, from, to, 2, pixel / newWidth, pixel % newWidth, i % 2);
          assertThat((double) seen[i])
              .as("value %d of %d x %d", i, newHeight, newWidth)
              .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-3));
        }
      }
    }
  }

  @Test
  void halvesAreRoundedUpAndBytesAreUnsigned() {
    byte[] image = {(byte) 255, (byte) 254, 1, 2};

    assertThat(Resampling.apply(image, 1, 4, 1, 1, 2)).containsExactly(255, 2);
    assertThat(Resampling.apply(image, 2, 2, 1, 1, 1)).containsExactly(128);
  }

  @Test
  void theSameSizeIsTheImageItself() {
    byte[] image = {1, 2, 3, 4, 5, 6};

    assertThat(Resampling.apply(image, 2, 3, 1, 2, 3)).isSameAs(image);
  }
}
