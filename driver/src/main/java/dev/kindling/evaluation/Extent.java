package dev.kindling.evaluation;

import java.util.OptionalLong;

/**
 * How many tasks a model was to be judged on, and how many there were.
 *
 * @param asked for
 * @param available different tasks in all; nothing where they are drawn without end
 * @param damaged how many could not be read
 */
public record Extent(int asked, OptionalLong available, int damaged) {

  static Extent endless(int asked) {
    return new Extent(asked, OptionalLong.empty(), 0);
  }

  /** The tasks that count, as in "the error on ...". */
  String text(int counted, String split) {
    String tasks = split + (counted == 1 && !isPart(counted) ? " task" : " tasks");
    if (available.isEmpty()) {
      return "%d %s".formatted(counted, tasks);
    }
    if (isPart(counted)) {
      return "%d of %d %s".formatted(counted, available.getAsLong(), tasks);
    }
    return counted == 1 ? "the only " + tasks : "all %d %s".formatted(counted, tasks);
  }

  private boolean isPart(int counted) {
    return available.isPresent() && counted < available.getAsLong();
  }
}
