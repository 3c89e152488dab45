package dev.kindling.optimize;

import java.util.OptionalDouble;

/**
 * A rule that moves the meta-parameters against their gradient. It keeps nothing between calls:
 * whatever it must remember is in the state, so a run resumed from a written state continues to the
 * same bits. Arithmetic is in double, element by element; what is handed out is rounded to float.
 */
public interface Optimizer {

  /** The state before the first update of {@code size} parameters. */
  OptimizerState initialState(int size);

  /** The arrays that go in stay as they are; those that come out are new. */
  Update update(float[] theta, float[] gradient, OptimizerState state);

  /**
   * The rate of the update that is made in {@code state}, for people; nothing where it has none.
   */
  default OptionalDouble rate(OptimizerState state) {
    return OptionalDouble.empty();
  }
}
