package dev.kindling.checkpoint;

import dev.kindling.optimize.OptimizerState;
import java.util.Optional;

/**
 * All that training knows after {@code step} outer steps.
 *
 * @param metaParameters theta as one flat vector; the array itself, not to be written to
 */
public record TrainingState(
    float[] metaParameters, OptimizerState optimizer, long step, Optional<Best> best) {

  /** SHA-256 of theta's little-endian bytes, in lower-case hexadecimal. */
  public String thetaSha256() {
    throw new UnsupportedOperationException();
  }
}
