package dev.kindling.model;

import dev.kindling.task.TaskShape;
import java.io.Serializable;

/** Which model, and its sizes. */
public sealed interface ModelSettings extends Serializable permits MlpSettings, Conv4Settings {
  /** The model for tasks of {@code shape}. */
  Model build(TaskShape shape);
}
