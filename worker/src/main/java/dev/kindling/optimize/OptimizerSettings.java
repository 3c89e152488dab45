package dev.kindling.optimize;

/** Which optimiser makes the outer updates. */
public sealed interface OptimizerSettings permits SgdSettings, AdamSettings, AdamWSettings {

  Optimizer build();
}
