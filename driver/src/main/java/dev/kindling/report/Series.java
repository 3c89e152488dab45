package dev.kindling.report;

/**
 * Numbers that belong together in a chart.
 *
 * @param name for the legend; empty for what is not listed there
 * @param style which of the page's styles of lines and points
 * @param halves half the width of each interval; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // drawn and forgotten, never compared
record Series(String name, String style, Form form, double[] x, double[] y, double[] halves) {

  /** How it is drawn. */
  enum Form {
    LINE,
    /** A line with a point at each number. */
    STEPS,
    POINTS,
    SQUARES
  }

  static Series line(String name, String style, double[] x, double[] y) {
    return new Series(name, style, Form.LINE, x, y, new double[0]);
  }

  static Series points(String name, String style, Form form, double[] x, double[] y) {
    return new Series(name, style, form, x, y, new double[0]);
  }

  double half(int i) {
    return i < halves.length && Double.isFinite(halves[i]) ? halves[i] : 0;
  }

  boolean isTold(int i) {
    return Double.isFinite(x[i]) && Double.isFinite(y[i]);
  }
}
