package dev.kindling.learn;

import dev.kindling.meaning.Family;
import dev.kindling.model.Architecture;
import dev.kindling.task.TaskShape;
import java.io.Serializable;

/** Which learner, and how it adapts. */
@Family
public interface LearnerSettings extends Serializable {

  /**
   * The learner for tasks of {@code shape}.
   *
   * @param architecture what its models are built from; it may build them for other inputs or
   *     outputs than the tasks', or take their networks alone
   */
  Learner build(Architecture architecture, TaskShape shape);
}
