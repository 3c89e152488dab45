package dev.kindling.command;

import dev.kindling.task.FeatureColumn;
import dev.kindling.task.TaskShape;
import java.util.List;
import java.util.Optional;

/** What the columns of tasks are, for people. */
record FeatureText(TaskShape shape) {
  static final String NAME = "features";

  /** Nothing where the source of the tasks does not know. */
  Optional<String> text() {
    return shape.columns().isEmpty()
        ? Optional.empty()
        : Optional.of("numbers %s; codes %s".formatted(list(shape.numbers()), list(shape.coded())));
  }

  private static String list(List<FeatureColumn> columns) {
    return columns.isEmpty() ? "none" : FeatureColumn.list(columns);
  }
}
