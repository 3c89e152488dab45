package dev.kindling.checkpoint;

import dev.kindling.fault.Require;

/** The outer step with the least validation error so far. */
public record Best(long step, double error) {

  public Best {
    Require.notNegative("step", step);
    Require.finite("error", error);
  }
}
