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
        int keep,
    @Meaning(
            "For how many seconds a checkpoint is tried again that cannot be written because a file"
                + " system on other machines does not answer.")
        @Bounds(least = 0)
        int patience) {

  public CheckpointSettings {
    Require.positive("every", every);
    Require.positive("keep", keep);
    Require.notNegative("patience", patience);
  }

  public static CheckpointSettings defaults() {
    return new CheckpointSettings(1000, 3, 600);
  }
}
