package dev.kindling.optimize;

import dev.kindling.meaning.Family;

/** Which optimiser makes the outer updates. */
@Family
public interface OptimizerSettings {

  Optimizer build();
}
