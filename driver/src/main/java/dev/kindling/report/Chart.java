package dev.kindling.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Lines, bands and points over two axes, as an SVG with its name, what it shows in words, and a
 * legend.
 *
 * @param id of its own on the page
 * @param words what someone learns from it who cannot see it
 * @param x what the numbers along the bottom are
 * @param measure what the numbers along the side are; shares run from 0 to 100 %
 */
record Chart(String id, String title, String words, String x, String measure, List<Series> series) {
  private static final int WIDTH = 440;
  private static final int HEIGHT = 250;
  private static final int LEFT = 54;
  private static final int RIGHT = 24;
  private static final int TOP = 12;
  private static final int BOTTOM = 42;

  Chart {
    series = List.copyOf(series);
  }

  Markup markup() {
    var out = new Markup();
    out.open("figure", "class", "chart");
    out.element("figcaption", title).line();
    out.picture(id, title, words, "viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT)).line();
    Axis across = across();
    Axis up = up();
    grid(out, across, up);
    for (Series one : series) {
      band(out, one, across, up);
    }
    for (Series one : series) {
      draw(out, one, across, up);
    }
    out.close("svg").line();
    legend(out);
    return out.close("figure").line();
  }

  private Axis across() {
    double[] all = series.stream().flatMapToDouble(one -> DoubleStream.of(one.x())).toArray();
    return Axis.exact(all, LEFT, WIDTH - RIGHT);
  }

  private Axis up() {
    if (isShare()) {
      return Axis.shares(HEIGHT - BOTTOM, TOP);
    }
    List<Double> all = new ArrayList<>();
    for (Series one : series) {
      for (int i = 0; i < one.y().length; i++) {
        double low = one.y()[i] - one.half(i);
        boolean crosses = low <= 0 && one.y()[i] > 0;
        all.add(crosses ? one.y()[i] : low);
        all.add(one.y()[i] + one.half(i));
      }
    }
    double[] values = all.stream().mapToDouble(Double::doubleValue).toArray();
    return Axis.roomy(values, HEIGHT - BOTTOM, TOP);
  }

  private boolean isShare() {
    return measure.equals(Shown.ACCURACY);
  }

  private void grid(Markup out, Axis across, Axis up) {
    DoubleFunction<String> shown =
        isShare() ? value -> Math.round(100 * value) + " %" : Shown::tick;
    for (double tick : up.ticks()) {
      String y = at(up.place(tick));
      String right = at(across.to());
      out.open("line", "class", "grid", "x1", at(LEFT), "x2", right, "y1", y, "y2", y);
      out.close("line");
      String text = at(up.place(tick) + 4);
      out.element("text", shown.apply(tick), "class", "tick end", "x", at(LEFT - 7), "y", text);
    }
    List<Double> bottom = isWhole() ? across.wholeTicks() : across.ticks();
    for (double tick : bottom) {
      String place = at(across.place(tick));
      String y = at(HEIGHT - BOTTOM + 17);
      out.element("text", Shown.tick(tick), "class", "tick middle", "x", place, "y", y);
    }
    String centre = at((across.from() + across.to()) / 2);
    out.element("text", x, "class", "tick middle", "x", centre, "y", at(HEIGHT - 6)).line();
  }

  private boolean isWhole() {
    return series.stream()
        .flatMapToDouble(one -> Arrays.stream(one.x()))
        .allMatch(value -> value == Math.rint(value));
  }

  private static void band(Markup out, Series one, Axis across, Axis up) {
    if (one.halves().length == 0) {
      return;
    }
    StringBuilder path = new StringBuilder();
    int count = one.y().length;
    for (int i = 0; i < 2 * count; i++) {
      int at = i < count ? i : 2 * count - 1 - i;
      double side = i < count ? 1 : -1;
      if (one.isTold(at)) {
        path.append(path.length() == 0 ? "M" : "L").append(at(across.place(one.x()[at])));
        path.append(' ').append(at(within(up, one.y()[at] + side * one.half(at))));
      }
    }
    if (path.length() > 0) {
      out.open("path", "class", "band " + one.style(), "d", path + "Z").close("path").line();
    }
  }

  /** Intervals may reach beyond what has a place, as below 0 on a logarithmic axis. */
  private static double within(Axis up, double value) {
    double place = up.place(value);
    return Math.min(Math.max(place, Math.min(up.from(), up.to())), Math.max(up.from(), up.to()));
  }

  private static void draw(Markup out, Series one, Axis across, Axis up) {
    boolean joined = one.form() == Series.Form.LINE || one.form() == Series.Form.STEPS;
    if (joined) {
      out.open("path", "class", "line " + one.style(), "d", path(one, across, up)).close("path");
    }
    if (one.form() == Series.Form.LINE) {
      out.line();
      return;
    }
    for (int i = 0; i < one.y().length; i++) {
      if (one.isTold(i)) {
        point(out, one, across.place(one.x()[i]), up.place(one.y()[i]));
      }
    }
    out.line();
  }

  private static void point(Markup out, Series one, double x, double y) {
    String style = "point " + one.style();
    if (one.form() == Series.Form.SQUARES) {
      String[] place = {"x", at(x - 4), "y", at(y - 4), "width", "8", "height", "8"};
      out.open("rect", with(style, place)).close("rect");
      return;
    }
    String[] place = {"cx", at(x), "cy", at(y), "r", "3"};
    out.open("circle", with(style, place)).close("circle");
  }

  private static String[] with(String style, String... place) {
    return Stream.concat(Stream.of("class", style), Stream.of(place)).toArray(String[]::new);
  }

  private static String path(Series one, Axis across, Axis up) {
    StringBuilder path = new StringBuilder();
    boolean begun = false;
    for (int i = 0; i < one.y().length; i++) {
      if (one.isTold(i)) {
        path.append(begun ? "L" : "M").append(at(across.place(one.x()[i])));
        path.append(' ').append(at(up.place(one.y()[i])));
      }
      begun = one.isTold(i);
    }
    return path.toString();
  }

  private void legend(Markup out) {
    List<Series> named = series.stream().filter(one -> !one.name().isEmpty()).toList();
    if (named.size() < 2) {
      return;
    }
    out.open("ul", "class", "legend");
    for (Series one : named) {
      String form = one.form().name().toLowerCase(Locale.ROOT);
      out.open("li");
      out.open("span", "class", "swatch " + form + " " + one.style()).close("span");
      out.say(one.name()).close("li");
    }
    out.close("ul").line();
  }

  private static String at(double place) {
    return Shown.number(Math.round(place * 10) / 10.0);
  }
}
