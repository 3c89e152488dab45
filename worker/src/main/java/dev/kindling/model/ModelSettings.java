package dev.kindling.model;

import dev.kindling.meaning.Family;
import dev.kindling.task.TaskShape;
import java.io.Serializable;

/** Which model, and its sizes. */
@Family
public interface ModelSettings extends Architecture, Serializable {
  /** The shape of the tasks, with what this model's settings say of its columns. */
  default TaskShape columned(TaskShape shape) {
    return shape;
  }
}
