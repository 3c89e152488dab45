package dev.kindling.checkpoint;

import dev.kindling.fault.Require;

/**
 * How often a run that diverged went back to a checkpoint, each time to a smaller outer rate.
 *
 * @param step how many outer steps counted when it last did; 0 if it never did
 */
public record Retreats(long number, long step) {
  public static final Retreats NONE = new Retreats(0, 0);

  public Retreats {
    Require.notNegative("number", number);
    Require.notNegative("step", step);
  }

  /** One more. */
  public Retreats and(long toStep) {
    return new Retreats(number + 1, toStep);
  }
}
