package dev.kindling.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RasterTest {

  private static float[] image(double radius, double... line) {
    Raster raster = new Raster(8);
    raster.line(0, 0, 8, 8);
    raster.clear(radius);
    for (int i = 0; i < line.length; i += 4) {
      raster.line(line[i], line[i + 1], line[i + 2], line[i + 3]);
    }
    float[] image = new float[64];
    raster.develop(image, 0);
    return image;
  }

  /** The slow and obvious way: the distance by the nearest of many points. */
  private static double distance(double x, double y, double... line) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= 10_000; i++) {
      double t = i / 10_000.0;
      double dx = x - line[0] - t * (line[2] - line[0]);
      double dy = y - line[1] - t * (line[3] - line[1]);
      least = Math.min(least, Math.sqrt(dx * dx + dy * dy));
    }
    return least;
  }

  @Test
  void inkFallsOffWithTheDistanceFromTheLine() {
    Key key = Key.of(2);
    for (int trial = 0; trial < 200; trial++) {
      Key lines = key.fold(trial);
      double[] line = new double[4];
      for (int i = 0; i < 4; i++) {
        line[i] = lines.uniform(i, -2, 10);
      }
      double radius = lines.uniform(4, .2, 3);
      float[] image = image(radius, line);
      for (int i = 0; i < 64; i++) {
        double distance = distance(i % 8 + .5, Math.floorDiv(i, 8) + .5, line);
        double expected = Math.max(0, Math.min(1, radius - distance + .5));
        assertThat((double) image[i]).as("trial " + trial).isCloseTo(expected, within(2e-3));
      }
    }
  }

  @Test
  void aPointIsADot() {
    assertThat(image(.5, 2.5, 3.5, 2.5, 3.5)[3 * 8 + 2]).isEqualTo(1);
    assertThat(image(.5, 2.5, 3.5, 2.5, 3.5)[3 * 8 + 3]).isZero();
  }

  @Test
  void linesThatCrossAreNoDarkerThanOne() {
    float[] cross = image(2, 0, 4, 8, 4, 4, 0, 4, 8);
    assertThat(cross[4 * 8 + 4]).isEqualTo(1);
    assertThat(image(2, 4, 0, 4, 8, 0, 4, 8, 4)).isEqualTo(cross);
  }

  @Test
  void nothingIsDrawnWhereNoLineIs() {
    assertThat(image(1)).containsOnly(0);
    assertThat(image(1, -50, -50, -40, -60)).containsOnly(0);
  }
}
