package dev.kindling.config;

import dev.kindling.fault.Require;

/**
 * When the state of a run is written down.
 *
 * @param every outer steps between two checkpoints; the last step is always written
 * @param keep newest checkpoints that stay; the best one stays besides
 */
public record CheckpointSettings(long every, int keep) {

  public CheckpointSettings {
    Require.positive("every", every);
    Require.positive("keep", keep);
  }

  public static CheckpointSettings defaults() {
    return new CheckpointSettings(1000, 3);
  }
}
