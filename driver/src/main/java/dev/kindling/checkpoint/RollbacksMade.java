package dev.kindling.checkpoint;

import dev.kindling.fault.Require;

/**
 * How often a run that diverged went back to a checkpoint, each time to a smaller outer rate.
 *
 * @param step how many outer steps counted when it last did; 0 if it never did
 */
public record RollbacksMade(long number, long step) {
  public static final RollbacksMade NONE = new RollbacksMade(0, 0);

  public RollbacksMade {
    Require.notNegative("number", number);
    Require.notNegative("step", step);
  }

  /** One more. */
  public RollbacksMade and(long toStep) {
    return new RollbacksMade(number + 1, toStep);
  }
}
