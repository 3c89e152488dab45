package dev.kindling.learn;

import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/** What a learner's meta-parameters are moved by. */
public interface MetaObjective {

  /**
   * What a block of tasks contributes to an outer step.
   *
   * @param loss {@code [tasks]}: what is reported of each task
   * @param gradient for each moved meta-parameter, the sum over weighted tasks of what it is moved
   *     against
   */
  record Contribution(Symbol loss, Symbols gradient) {}

  Contribution of(Lesson lesson);

  /** What the gradient is of the loss; one that is a derivative says so. */
  default MetaGradientOrder order() {
    return MetaGradientOrder.PSEUDO_GRADIENT;
  }
}
