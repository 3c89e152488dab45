package dev.kindling.learner.gradient;

import dev.kindling.differentiate.Gradient;
import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/** The gradient of each task's loss on its support examples, by what the task adapts. */
final class InnerGradient {
  private InnerGradient() {}

  /**
   * The gradient by {@code phi}, which {@code predictions} for {@code support} were made from. The
   * tasks' losses add up, and no task's depends on another's phi: one gradient serves all.
   *
   * @param order 1 to take the gradient as a constant, 2 for one that is differentiated again
   */
  static Symbols of(Symbol predictions, Batch support, Symbols phi, Episode episode, int order) {
    Symbol loss = episode.loss().perTask(predictions, support).sumAll();
    Symbols gradient = Gradient.of(loss, phi);
    return order == 1 ? gradient.stopGradient() : gradient;
  }
}
