package dev.kindling.model;

import dev.kindling.task.TaskShape;

/** What models are built from, for tasks of any shape that it takes. */
public interface Architecture {

  /** The model for tasks of {@code shape}, or a fault that says what other tasks it takes. */
  Model build(TaskShape shape);
}
