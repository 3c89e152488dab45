package dev.kindling.task;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

/**
 * A character: a few strokes in the square from -1 to 1, each given by control points. It is a
 * function of its number alone, the same in every run.
 */
final class Glyph {

  /** Control points of all strokes. */
  static final int MOST_POINTS = 20;

  private static final int LEAST_STROKES = 2;
  private static final int MOST_STROKES = 4;
  private static final int LONGEST = MOST_POINTS / MOST_STROKES;

  /** Radians: how far a stroke may turn at a point. */
  private static final double MOST_TURN = 2;

  private final Key key;
  private final double[] x = new double[MOST_POINTS];
  private final double[] y = new double[MOST_POINTS];
  private final int[] ends;

  private Glyph(Key key) {
    this.key = key;
    this.ends = new int[LEAST_STROKES + (int) key.below(0, MOST_STROKES - LEAST_STROKES + 1L)];
  }

  static Glyph of(int character) {
    Glyph glyph = new Glyph(Key.of(0).fold("glyphs").fold(character));
    int points = 0;
    for (int stroke = 0; stroke < glyph.ends.length; stroke++) {
      points = glyph.draw(stroke, points);
    }
    glyph.fill();
    return glyph;
  }

  int strokes() {
    return ends.length;
  }

  /** The place of a stroke's first control point. */
  int start(int stroke) {
    return stroke == 0 ? 0 : ends[stroke - 1];
  }

  /** The place after a stroke's last control point. */
  int end(int stroke) {
    return ends[stroke];
  }

  int points() {
    return ends[ends.length - 1];
  }

  double x(int point) {
    return x[point];
  }

  double y(int point) {
    return y[point];
  }

  /** A walk whose steps turn; the first stroke is long, so that few characters are simple. */
  private int draw(int stroke, int start) {
    Key walk = key.fold(stroke);
    int least = stroke == 0 ? LONGEST - 1 : 2;
    int end = start + least + (int) walk.below(0, LONGEST - least + 1L);
    begin(walk, start);
    double angle = walk.uniform(1, -Math.PI, Math.PI);
    for (int point = start + 1; point < end; point++) {
      Key step = walk.fold(point - start);
      double length = step.uniform(0, .5, 1.2);
      x[point] = within(x[point - 1] + length * StrictMath.cos(angle));
      y[point] = within(y[point - 1] + length * StrictMath.sin(angle));
      angle += step.uniform(1, -MOST_TURN, MOST_TURN);
    }
    ends[stroke] = end;
    return end;
  }

  /** Half of the later strokes begin at a point of an earlier one, the others anywhere. */
  private void begin(Key walk, int start) {
    if (start > 0 && walk.uniform(2) < .5) {
      int touched = (int) walk.below(3, start);
      x[start] = x[touched];
      y[start] = y[touched];
      return;
    }
    x[start] = walk.uniform(4, -1, 1);
    y[start] = walk.uniform(5, -1, 1);
  }

  private static double within(double value) {
    return Math.max(-1.2, Math.min(value, 1.2));
  }

  /** Moves and scales all points, across and down by the same factor, to fill the square. */
  private void fill() {
    DoubleSummaryStatistics across = Arrays.stream(x, 0, points()).summaryStatistics();
    DoubleSummaryStatistics down = Arrays.stream(y, 0, points()).summaryStatistics();
    double width = across.getMax() - across.getMin();
    double height = down.getMax() - down.getMin();
    double scale = 2 / Math.max(width, height);
    for (int i = 0; i < points(); i++) {
      x[i] = scale * (x[i] - across.getMin() - width / 2);
      y[i] = scale * (y[i] - down.getMin() - height / 2);
    }
  }
}
