package dev.kindling.store;

import dev.kindling.fault.Require;
import java.io.Serializable;

/**
 * How much a split has.
 *
 * @param least the examples of the smallest class or task, 0 if there is none
 * @param most the examples of the largest class or task, 0 if there is none
 */
public record Count(long classes, long tasks, long examples, long least, long most)
    implements Serializable {
  private static final long serialVersionUID = 1;

  public Count {
    Require.notNegative("classes", classes);
    Require.notNegative("tasks", tasks);
    Require.notNegative("examples", examples);
    Require.notNegative("least", least);
    Require.atLeast("most", most, least);
  }

  static Count none() {
    return new Count(0, 0, 0, 0, 0);
  }

  static Count ofClass(long examples) {
    return new Count(1, 0, examples, examples, examples);
  }

  static Count ofTask(long examples) {
    return new Count(0, 1, examples, examples, examples);
  }

  Count plus(Count other) {
    if (classes + tasks == 0) {
      return other;
    }
    boolean alone = other.classes + other.tasks == 0;
    return new Count(
        classes + other.classes,
        tasks + other.tasks,
        examples + other.examples,
        alone ? least : Math.min(least, other.least),
        Math.max(most, other.most));
  }
}
