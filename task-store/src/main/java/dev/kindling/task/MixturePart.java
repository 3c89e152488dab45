package dev.kindling.task;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import java.io.Serializable;

@Meaning("A part of a mixture.")
public record MixturePart(
    @Meaning(value = "What reports call the part; empty for its number.", example = "omniglot")
        String name,
    @Meaning(value = "How often the part is drawn, beside the other parts' weights.", example = "3")
        @Bounds(above = 0)
        double weight,
    @Meaning("The part's tasks, of any kind.") TaskSettings tasks)
    implements Serializable {
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
