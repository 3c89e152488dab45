package dev.kindling.model;

import dev.kindling.task.TaskShape;
import java.io.Serializable;

/** Which model, and its sizes. */
public sealed interface ModelSettings extends Serializable
    permits MlpSettings, Conv4Settings, Resnet12Settings, TableSettings, SequenceSettings {
  /** The shape of the tasks, with what this model's settings say of its columns. */
  default TaskShape columned(TaskShape shape) {
    return shape;
  }

  /** The model for tasks of {@code shape}, or a fault that says which tasks it takes. */
  Model build(TaskShape shape);
}
