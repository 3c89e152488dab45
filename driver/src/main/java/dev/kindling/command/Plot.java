package dev.kindling.command;

import dev.kindling.task.Examples;
import dev.kindling.task.Task;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/** A task whose examples have one number as feature and one as target, drawn in characters. */
final class Plot {
  private static final int COLUMNS = 72;
  private static final int ROWS = 20;
  private static final char SUPPORT = 'o';
  private static final char QUERY = '.';

  /** The least and the greatest of some numbers; missing ones do not count. */
  private record Range(float least, float most) {

    static Range of(float[] some, float[] others) {
      double[] all =
          IntStream.range(0, some.length + others.length)
              .mapToDouble(i -> i < some.length ? some[i] : others[i - some.length])
              .filter(Double::isFinite)
              .toArray();
      float least = (float) Arrays.stream(all).min().orElse(0);
      float most = (float) Arrays.stream(all).max().orElse(0);
      return new Range(least, most);
    }

    int place(float value, int places) {
      float share = most > least ? (value - least) / (most - least) : 0.5f;
      return Math.round(share * (places - 1));
    }
  }

  private final Range x;
  private final Range y;
  private final char[][] grid = new char[ROWS][COLUMNS];

  private Plot(Range x, Range y) {
    this.x = x;
    this.y = y;
    for (char[] row : grid) {
      Arrays.fill(row, ' ');
    }
  }

  static Plot of(Task task) {
    Examples support = task.support();
    Examples query = task.query();
    var plot =
        new Plot(
            Range.of(support.features().floats(), query.features().floats()),
            Range.of(support.targets().floats(), query.targets().floats()));
    plot.add(query, QUERY);
    plot.add(support, SUPPORT);
    return plot;
  }

  private void add(Examples examples, char mark) {
    for (int i = 0; i < examples.count(); i++) {
      float feature = examples.features().floats()[i];
      float target = examples.targets().floats()[i];
      if (Float.isFinite(feature) && Float.isFinite(target)) {
        grid[ROWS - 1 - y.place(target, ROWS)][x.place(feature, COLUMNS)] = mark;
      }
    }
  }

  String text() {
    var text = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      String label = row == 0 ? number(y.most()) : row == ROWS - 1 ? number(y.least()) : "";
      text.append("%10s |%s%n".formatted(label, new String(grid[row]).stripTrailing()));
    }
    text.append("%10s +%s%n".formatted("", "-".repeat(COLUMNS)));
    String most = number(x.most());
    String least = number(x.least());
    text.append("%12s%s%s%n".formatted("", padded(least, COLUMNS - most.length()), most));
    text.append("%12s%s support, %s query%n".formatted("", SUPPORT, QUERY));
    return text.toString();
  }

  private static String padded(String text, int length) {
    return text + " ".repeat(Math.max(1, length - text.length()));
  }

  private static String number(float value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
