package dev.kindling.optimize;

import dev.kindling.meaning.Family;
import java.util.Optional;

/** Which optimiser makes the outer updates. */
@Family
public interface OptimizerSettings {

  Optimizer build();

  /**
   * The same with {@code factor} times the rate; nothing for an optimiser that has none to lower.
   */
  default Optional<OptimizerSettings> slowed(double factor) {
    return Optional.empty();
  }
}
