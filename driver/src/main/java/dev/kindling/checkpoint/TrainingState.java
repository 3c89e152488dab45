package dev.kindling.checkpoint;

import dev.kindling.episode.MetaState;
import dev.kindling.fault.Require;
import dev.kindling.optimize.OptimizerState;
import dev.kindling.safetensors.FloatStream;
import dev.kindling.storage.Sha256;
import java.util.Arrays;
import java.util.Optional;

/**
 * All that training knows after {@code step} outer steps.
 *
 * @param metaParameters theta as one flat vector; the array itself, which nobody writes to
 * @param best the best validation so far, if there was one
 * @param rollbacks how often the run went back on the way here
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; a copy would double theta
public record TrainingState(
    float[] metaParameters,
    OptimizerState optimizer,
    long step,
    Optional<Best> best,
    RollbacksMade rollbacks) {

  public TrainingState {
    Require.present("metaParameters", metaParameters);
    Require.present("optimizer", optimizer);
    Require.notNegative("step", step);
    Require.present("best", best);
    Require.present("rollbacks", rollbacks);
  }

  /** Of a run that never went back. */
  public TrainingState(
      float[] metaParameters, OptimizerState optimizer, long step, Optional<Best> best) {
    this(metaParameters, optimizer, step, best, RollbacksMade.NONE);
  }

  /** The same, with another best. */
  public TrainingState withBest(Best found) {
    return new TrainingState(metaParameters, optimizer, step, Optional.of(found), rollbacks);
  }

  /** The same in a run that went back as often. */
  public TrainingState withRollbacks(RollbacksMade made) {
    return new TrainingState(metaParameters, optimizer, step, best, made);
  }

  /** What executors must know of it. */
  public MetaState forTasks() {
    return new MetaState(metaParameters, step);
  }

  /** SHA-256 of theta's little-endian bytes, in lower-case hexadecimal. */
  public String thetaSha256() {
    return Sha256.of(out -> FloatStream.write(metaParameters, out));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainingState that
        && step == that.step
        && best.equals(that.best)
        && rollbacks.equals(that.rollbacks)
        && Arrays.equals(metaParameters, that.metaParameters)
        && optimizer.equals(that.optimizer);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(step) + Arrays.hashCode(metaParameters);
  }

  @Override
  public String toString() {
    return "TrainingState[step=%d, theta_sha256=%s, %s, best=%s, %s]"
        .formatted(step, thetaSha256(), optimizer, best, rollbacks);
  }
}
