package dev.kindling.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where numbers stand along one side of a chart.
 *
 * @param from the place of {@code least}
 * @param to the place of {@code most}
 */
record Axis(double least, double most, boolean logarithmic, double from, double to) {
  private static final int TICKS = 5;
  private static final double FAR_APART = 30;
  private static final double MARGIN = 0.04;

  /** From the least to the greatest of some numbers, those aside that are not finite. */
  static Axis exact(double[] values, double from, double to) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    double least = Arrays.stream(finite).min().orElse(0);
    double most = Arrays.stream(finite).max().orElse(1);
    return least == most
        ? new Axis(least - 0.5, most + 0.5, false, from, to)
        : new Axis(least, most, false, from, to);
  }

  /** The same with room at its ends; logarithmic where positive numbers lie far apart. */
  static Axis roomy(double[] values, double from, double to) {
    Axis exact = exact(values, from, to);
    if (exact.least > 0 && exact.most / exact.least >= FAR_APART) {
      double room = Math.pow(exact.most / exact.least, MARGIN);
      return new Axis(exact.least / room, exact.most * room, true, from, to);
    }
    double room = MARGIN * (exact.most - exact.least);
    double least = exact.least >= 0 ? Math.max(0, exact.least - room) : exact.least - room;
    return new Axis(least, exact.most + room, false, from, to);
  }

  /** Shares, from none to all. */
  static Axis shares(double from, double to) {
    return new Axis(0, 1, false, from, to);
  }

  double place(double value) {
    double share =
        logarithmic
            ? Math.log(Math.max(value, least) / least) / Math.log(most / least)
            : (value - least) / (most - least);
    return from + share * (to - from);
  }

  /** Round numbers within, a handful. */
  List<Double> ticks() {
    return logarithmic ? logarithmicTicks() : linearTicks(step(1));
  }

  /** Whole numbers within, a handful. */
  List<Double> wholeTicks() {
    return linearTicks(Math.max(1, step(1)));
  }

  private double step(int finer) {
    double rough = (most - least) / (TICKS * finer);
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / decade;
    double round = share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10;
    return round * decade;
  }

  private List<Double> linearTicks(double step) {
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(least / step - 1e-9);
    for (long i = first; i * step <= most + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private List<Double> logarithmicTicks() {
    double[] parts = most / least > 300 ? new double[] {1} : new double[] {1, 2, 5};
    List<Double> ticks = new ArrayList<>();
    for (int decade = (int) Math.floor(Math.log10(least)); Math.pow(10, decade) <= most; decade++) {
      for (double part : parts) {
        double tick = part * Math.pow(10, decade);
        if (tick >= least && tick <= most) {
          ticks.add(tick);
        }
      }
    }
    int every = 1 + ticks.size() / (TICKS + 3);
    List<Double> some = new ArrayList<>();
    for (int i = 0; i < ticks.size(); i += every) {
      some.add(ticks.get(i));
    }
    return some;
  }
}
