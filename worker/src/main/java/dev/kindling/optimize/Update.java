package dev.kindling.optimize;

import dev.kindling.fault.Require;
import java.util.Arrays;

/** The meta-parameters after an outer step, and what the optimiser remembers for the next. */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode look into the array
public record Update(float[] theta, OptimizerState state) {

  public Update {
    Require.present("theta", theta);
    Require.present("state", state);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Update that
        && Arrays.equals(theta, that.theta)
        && state.equals(that.state);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(theta) + state.hashCode();
  }

  @Override
  public String toString() {
    return "Update[" + theta.length + " parameters, " + state + "]";
  }
}
