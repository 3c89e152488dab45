package dev.kindling.store;

import dev.kindling.task.Augmentation;
import dev.kindling.task.Key;

/**
 * A change of an image about its middle m: what was at p, in pixels, goes to
 *
 * <pre>
 *   m + t + R H S (p - m),   R = [cos -sin; sin cos],  H = [1 shear; 0 1],  S = diag(wide, high)
 * </pre>
 *
 * Kept is the way back, from the result to the image: the inverse of R H S, and the shift t as
 * shares of width and height.
 */
record AffineChange(double xx, double xy, double yx, double yy, double right, double down) {

  /** A pure function of settings and key; {@link StrictMath} gives the same bits everywhere. */
  static AffineChange draw(Augmentation most, Key key) {
    double turn = key.uniform(0, -most.turn(), most.turn());
    double wide = 1 + key.uniform(1, -most.scale(), most.scale());
    double high = 1 + key.uniform(2, -most.scale(), most.scale());
    double right = key.uniform(3, -most.shift(), most.shift());
    double down = key.uniform(4, -most.shift(), most.shift());
    double shear = key.uniform(5, -most.shear(), most.shear());
    return of(turn, wide, high, right, down, shear);
  }

  static AffineChange of(
      double turn, double wide, double high, double right, double down, double shear) {
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    return new AffineChange(
        (cos + shear * sin) / wide,
        (sin - shear * cos) / wide,
        -sin / high,
        cos / high,
        right,
        down);
  }

  /**
   * Where a place (u, v) of the result lies in the image, in pixels of either:
   *
   * <pre>
   *   x = xu u + xv v + x0,   y = yu u + yv v + y0
   * </pre>
   */
  record Way(double xu, double xv, double x0, double yu, double yv, double y0) {
    /** The way to the image with its rows as columns. */
    Way transposed() {
      return new Way(yu, yv, y0, xu, xv, x0);
    }
  }

  /** The way back into an image from a result that may be of another size. */
  Way way(int height, int width, int newHeight, int newWidth) {
    double x = (.5 + right) * width;
    double y = (.5 + down) * height;
    double across = (double) width / newWidth;
    double along = (double) height / newHeight;
    return new Way(
        xx * across,
        xy * along,
        .5 * width - xx * x - xy * y,
        yx * across,
        yy * along,
        .5 * height - yx * x - yy * y);
  }
}
