package dev.kindling.learn;

import dev.kindling.model.Model;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import java.io.Serializable;

/** Which learner, and how it adapts. */
public sealed interface LearnerSettings extends Serializable permits MamlSettings {
  /** The learner of {@code model} for tasks of {@code shape}. */
  default Learner build(Model model, TaskShape shape) {
    return build(model, shape, Sizes.FIXED);
  }

  /** The same for tasks that may be smaller than {@code shape}. */
  Learner build(Model model, TaskShape shape, Sizes sizes);
}
