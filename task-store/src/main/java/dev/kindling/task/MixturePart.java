package dev.kindling.task;

import dev.kindling.fault.Require;
import java.io.Serializable;

/**
 * A part of a mixture.
 *
 * @param name what reports call it; empty for its number
 * @param weight how often it is drawn, beside the other parts' weights
 * @param tasks of any kind
 */
public record MixturePart(String name, double weight, TaskSettings tasks) implements Serializable {
  private static final long serialVersionUID = 1;

  public MixturePart {
    Require.present("name", name);
    Require.positive("weight", weight);
    Require.present("tasks", tasks);
  }

  public static MixturePart defaults() {
    return new MixturePart("", 1, SinusoidSettings.defaults());
  }

  MixturePart with(TaskSettings other) {
    return new MixturePart(name, weight, other);
  }

  /** Its name, or its number counted from 1. */
  public String label(int index) {
    return name.isBlank() ? "part " + (index + 1) : name;
  }
}
