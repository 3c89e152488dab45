package dev.kindling.model;

import dev.kindling.task.TaskShape;
import java.util.Optional;

/** What models are built from, for tasks of any shape that it takes. */
public interface Architecture {

  /** The model for tasks of {@code shape}, or a fault that says what other tasks it takes. */
  Model build(TaskShape shape);

  /**
   * Whose mean and variance query examples are normalised by, which decides whether what is said of
   * one depends on the others; nothing where models normalise by no examples.
   */
  default Optional<Normalisation> queryStatistics() {
    return Optional.empty();
  }
}
