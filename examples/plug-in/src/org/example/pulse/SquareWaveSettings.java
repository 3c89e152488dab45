package org.example.pulse;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.task.Split;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskSource;

@Meaning(
    "Regression to square waves that are A or -A, each with an amplitude A and a phase that are"
        + " drawn uniformly.")
public record SquareWaveSettings(
    @Meaning("Examples of a task to adapt to.") @Bounds(least = 1, most = 1000) int support,
    @Meaning("Examples of a task to be judged on.") @Bounds(least = 1, most = 1000) int query,
    @Meaning("The most that the amplitude A may be; the least is 1.") @Bounds(least = 1)
        double maximumAmplitude)
    implements TaskSettings {
  private static final long serialVersionUID = 1;

  public SquareWaveSettings {
    Require.between("support", support, 1, 1000);
    Require.between("query", query, 1, 1000);
    Require.atLeast("maximum-amplitude", maximumAmplitude, 1);
  }

  public static SquareWaveSettings defaults() {
    return new SquareWaveSettings(10, 10, 3);
  }

  @Override
  public TaskSource open(Split split) {
    return new SquareWaves(this, split);
  }
}
