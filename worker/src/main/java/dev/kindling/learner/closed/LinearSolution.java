package dev.kindling.learner.closed;

import dev.kindling.learn.Learned;
import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * A linear head that was solved for: {@code answer(features W)}.
 *
 * @param support what was learned from
 * @param weight W after a number of steps, {@code [tasks, width, outputs]}
 * @param answer what is said of what W makes of an example
 */
record LinearSolution(
    SolvedBody body,
    Symbols theta,
    Inputs support,
    IntFunction<Symbol> weight,
    UnaryOperator<Symbol> answer)
    implements Learned {

  @Override
  public Symbol predict(int step, Inputs query) {
    Symbol features = body.features(theta, query.after(support));
    return answer.apply(features.matMul(weight.apply(step)));
  }

  /** The features are the same for all tasks, so W is all that a task has of its own. */
  @Override
  public Symbols adapted(int step) {
    return Symbols.of(Map.of("weight", weight.apply(step))).in(Model.HEAD);
  }
}
