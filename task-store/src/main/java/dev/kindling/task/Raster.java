package dev.kindling.task;

import java.util.Arrays;

/**
 * Draws with a round pen. For each pixel it keeps the squared distance from the pixel's middle to
 * the nearest line; in the end the pixel's ink is
 *
 * <pre>
 *   max(0, min(1, radius - distance + 1/2))
 * </pre>
 *
 * It uses only arithmetic that Java defines to the last bit, so images are the same everywhere.
 */
final class Raster {

  private final int side;
  private final double[] nearest;
  private double radius;
  private double far;

  Raster(int side) {
    this.side = side;
    this.nearest = new double[side * side];
  }

  /** Clears the image and takes a pen, whose radius is in pixels. */
  void clear(double penRadius) {
    radius = penRadius;
    far = (penRadius + .5) * (penRadius + .5);
    Arrays.fill(nearest, far);
  }

  /** Draws a straight line, as far as it lies in the image. */
  void line(double fromX, double fromY, double toX, double toY) {
    double alongX = toX - fromX;
    double alongY = toY - fromY;
    double squared = alongX * alongX + alongY * alongY;
    double scale = squared > 0 ? 1 / squared : 0;
    double reach = radius + .5;
    int left = pixel(Math.min(fromX, toX) - reach);
    int right = pixel(Math.max(fromX, toX) + reach);
    int bottom = pixel(Math.max(fromY, toY) + reach);
    for (int row = pixel(Math.min(fromY, toY) - reach); row <= bottom; row++) {
      double dy = row + .5 - fromY;
      for (int column = left; column <= right; column++) {
        double dx = column + .5 - fromX;
        double t = Math.max(0, Math.min(1, (dx * alongX + dy * alongY) * scale));
        double offX = dx - t * alongX;
        double offY = dy - t * alongY;
        int place = row * side + column;
        nearest[place] = Math.min(nearest[place], offX * offX + offY * offY);
      }
    }
  }

  private int pixel(double position) {
    return (int) Math.max(0, Math.min(position, side - 1));
  }

  /** Writes the image into {@code target} from {@code start} on, row by row. */
  void develop(float[] target, int start) {
    for (int i = 0; i < nearest.length; i++) {
      boolean inked = nearest[i] < far;
      target[start + i] = inked ? (float) Math.min(1, radius - Math.sqrt(nearest[i]) + .5) : 0;
    }
  }
}
