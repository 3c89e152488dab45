package dev.kindling.model;

import dev.kindling.task.TaskShape;
import java.io.Serializable;

/** Which model, and its sizes. */
public sealed interface ModelSettings extends Architecture, Serializable
    permits MlpSettings, Conv4Settings, Resnet12Settings, TableSettings, SequenceSettings {
  /** The shape of the tasks, with what this model's settings say of its columns. */
  default TaskShape columned(TaskShape shape) {
    return shape;
  }
}
