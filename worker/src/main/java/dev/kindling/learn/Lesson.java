package dev.kindling.learn;

import dev.kindling.differentiate.Gradient;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * A block of tasks that was learned, with the examples to judge it by.
 *
 * @param theta the moved meta-parameters, without a task axis
 * @param support what it was learned from
 * @param weights {@code [tasks]}: 1 for a task that counts, 0 for one that fills the block up
 */
public record Lesson(
    Symbols theta, Learned learned, Batch support, Batch query, Symbol weights, Episode episode) {

  /** How many inner steps there are. */
  public int steps() {
    return episode.steps();
  }

  /** Each task's loss on its query examples after {@code step} inner steps, {@code [tasks]}. */
  public Symbol loss(int step) {
    return episode.loss().perTask(learned.predict(step, query.inputs()), query);
  }

  /** The sum of what each task says, {@code [tasks]}, over those that count. */
  public Symbol sum(Symbol perTask) {
    return perTask.times(weights).sumAll();
  }

  /** The derivative of {@code scalar} by each moved meta-parameter. */
  public Symbols gradient(Symbol scalar) {
    return Gradient.of(scalar, theta);
  }
}
