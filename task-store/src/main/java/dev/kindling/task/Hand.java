package dev.kindling.task;

/**
 * Writes characters as a hand does, never twice alike:
 *
 * <pre>
 *   p_i -&gt; s A (p_i + .09 e_i) + t,   A = [1 + a  b; c  1 + d]
 * </pre>
 *
 * where e, a, b, c, d are normal, s and t uniform, and the width of the pen is random. A stroke of
 * control points p_0, ..., p_m is a chain of quadratic Bezier curves whose inner ends are halfway
 * between the points.
 */
final class Hand {

  private static final double TREMBLE = .09;
  private static final double LEAN = .18;

  /** Shares of half a side: how far a character reaches from its middle, and the middle moves. */
  private static final double REACH = .72;

  private static final double LEAST_SIZE = .75;
  private static final double SHIFT = .2;

  /** Half the width of the pen, as a share of a side. */
  private static final double THIN = .022;

  private static final double THICK = .042;

  /** How many straight pieces a curve is drawn in. */
  private static final int PIECES = 6;

  private final int side;
  private final Raster raster;
  private final double[] x = new double[Glyph.MOST_POINTS];
  private final double[] y = new double[Glyph.MOST_POINTS];

  Hand(int side) {
    this.side = side;
    this.raster = new Raster(side);
  }

  /** Writes into {@code images} from {@code start} on, after that many quarter turns. */
  void write(Glyph glyph, int turns, Key key, float[] images, int start) {
    place(glyph, turns, key);
    raster.clear(side * key.uniform(0, THIN, THICK));
    for (int stroke = 0; stroke < glyph.strokes(); stroke++) {
      stroke(glyph.start(stroke), glyph.end(stroke) - 1);
    }
    raster.develop(images, start);
  }

  /** Puts the control points where they go this time, in pixels. */
  private void place(Glyph glyph, int turns, Key key) {
    Key tremble = key.fold("tremble");
    Key lean = key.fold("lean");
    double size = side / 2.0 * REACH * key.uniform(1, LEAST_SIZE, 1);
    double xx = size * (1 + LEAN * lean.normal(0));
    double xy = size * LEAN * lean.normal(1);
    double yx = size * LEAN * lean.normal(2);
    double yy = size * (1 + LEAN * lean.normal(3));
    double right = side / 2.0 * (1 + key.uniform(2, -SHIFT, SHIFT));
    double down = side / 2.0 * (1 + key.uniform(3, -SHIFT, SHIFT));
    for (int i = 0; i < glyph.points(); i++) {
      double u = glyph.x(i) + TREMBLE * tremble.normal(2L * i);
      double v = glyph.y(i) + TREMBLE * tremble.normal(2L * i + 1);
      double turned = turns % 2 == 0 ? u : -v;
      v = turns % 2 == 0 ? v : u;
      u = turns < 2 ? turned : -turned;
      v = turns < 2 ? v : -v;
      x[i] = right + xx * u + xy * v;
      y[i] = down + yx * u + yy * v;
    }
  }

  private void stroke(int first, int last) {
    double fromX = x[first];
    double fromY = y[first];
    if (last - first == 1) {
      raster.line(fromX, fromY, x[last], y[last]);
      return;
    }
    for (int i = first + 1; i < last; i++) {
      boolean ends = i == last - 1;
      double toX = ends ? x[last] : (x[i] + x[i + 1]) / 2;
      double toY = ends ? y[last] : (y[i] + y[i + 1]) / 2;
      curve(fromX, fromY, i, toX, toY);
      fromX = toX;
      fromY = toY;
    }
  }

  /** {@code (1 - t)^2 from + 2 t (1 - t) p_i + t^2 to}, in straight pieces. */
  private void curve(double fromX, double fromY, int i, double toX, double toY) {
    double beforeX = fromX;
    double beforeY = fromY;
    for (int piece = 1; piece <= PIECES; piece++) {
      double t = (double) piece / PIECES;
      double a = (1 - t) * (1 - t);
      double b = 2 * t * (1 - t);
      double c = t * t;
      double nextX = a * fromX + b * x[i] + c * toX;
      double nextY = a * fromY + b * y[i] + c * toY;
      raster.line(beforeX, beforeY, nextX, nextY);
      beforeX = nextX;
      beforeY = nextY;
    }
  }
}
