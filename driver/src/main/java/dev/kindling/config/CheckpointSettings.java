package dev.kindling.config;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

@Meaning("When the state of a run is written down.")
public record CheckpointSettings(
    @Meaning("Outer steps between two checkpoints; the last step is always written.")
        @Bounds(least = 1)
        long every,
    @Meaning("How many of the newest checkpoints stay; the best one stays besides.")
        @Bounds(least = 1)
        int keep) {

  public CheckpointSettings {
    Require.positive("every", every);
    Require.positive("keep", keep);
  }

  public static CheckpointSettings defaults() {
    return new CheckpointSettings(1000, 3);
  }
}
