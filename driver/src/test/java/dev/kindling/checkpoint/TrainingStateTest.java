package dev.kindling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kindling.optimize.OptimizerState;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainingStateTest {

  /** {@code hashlib.sha256(struct.pack('<3f', 1, -2.5, 3e-8)).hexdigest()} in Python. */
  @Test
  void thetaIsHashedAsLittleEndianBytes() {
    assertThat(state(1, -2.5f, 3e-8f).thetaSha256())
        .isEqualTo("c1cff5e6e5dc7e449f54d6fb68e48c04ce3a0a5fe05ed3caa12544511d62e9b3");
  }

  @Test
  void aLongThetaIsHashedInPieces() {
    float[] theta = new float[100_003];
    theta[100_002] = 1;
    float[] other = theta.clone();
    other[50_001] = Float.MIN_VALUE;

    assertThat(state(theta).thetaSha256())
        .isEqualTo(state(theta.clone()).thetaSha256())
        .isNotEqualTo(state(other).thetaSha256());
  }

  @Test
  void statesAreComparedByContent() {
    assertThat(Checkpoints.at(3).state())
        .isEqualTo(Checkpoints.at(3).state())
        .hasSameHashCodeAs(Checkpoints.at(3).state())
        .isNotEqualTo(Checkpoints.at(4).state())
        .isNotEqualTo(Checkpoints.bestAt(3, 3).state());
    assertThat(state(0f)).isNotEqualTo(state(-0f));
  }

  @Test
  void aCheckpointsLayoutFitsItsState() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Checkpoint(
                    state(1, 2),
                    Checkpoints.LAYOUT,
                    Checkpoints.PROVENANCE,
                    Checkpoints.at(1).configuration()))
        .withMessage("the layout has 7 parameters but the state has 2");
  }

  private static TrainingState state(float... theta) {
    return new TrainingState(theta, new OptimizerState(0, new TreeMap<>()), 0, Optional.empty());
  }
}
