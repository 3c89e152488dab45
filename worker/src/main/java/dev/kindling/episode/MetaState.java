package dev.kindling.episode;

import dev.kindling.fault.Require;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Where a run stands, as executors must know it.
 *
 * @param theta the meta-parameters as one flat vector; the array itself, which nobody writes to
 * @param step how many outer steps were made
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; a copy would double theta
public record MetaState(float[] theta, long step) implements Serializable {
  private static final long serialVersionUID = 1;

  public MetaState {
    Require.present("theta", theta);
    Require.notNegative("step", step);
  }

  /** Before the first outer step. */
  public static MetaState start(float[] theta) {
    return new MetaState(theta, 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MetaState that && step == that.step && Arrays.equals(theta, that.theta);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(step) + Arrays.hashCode(theta);
  }

  @Override
  public String toString() {
    return "MetaState[step=%d, %d meta-parameters]".formatted(step, theta.length);
  }
}
