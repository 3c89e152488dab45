package dev.kindling.learn;

import dev.kindling.model.Inputs;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * What came of learning a block of tasks. Inner steps are written into the program when they are
 * first asked for, so that whoever looks after each step in order holds no more than one step.
 */
public interface Learned {

  /**
   * The predictions {@code [tasks, examples, outputs]} after {@code step} inner steps, from 0 to
   * the episode's.
   */
  Symbol predict(int step, Inputs query);

  /** All that must be kept of each task to predict after {@code step} inner steps. */
  Symbols adapted(int step);

  /** What each task says that the carried meta-parameters should be, {@code [tasks, ...]} each. */
  default Symbols carried() {
    return Symbols.none();
  }
}
