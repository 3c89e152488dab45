package dev.kindling.learner.metric;

import dev.kindling.learn.Learned;
import dev.kindling.model.Inputs;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/** A block of tasks that was learned in one go. */
record ComparedTask(Answer answer, Symbols kept) implements Learned {

  /** The predictions {@code [tasks, examples, outputs]} for query examples. */
  interface Answer {
    Symbol to(Inputs query);
  }

  @Override
  public Symbol predict(int step, Inputs query) {
    return answer.to(query);
  }

  @Override
  public Symbols adapted(int step) {
    return kept;
  }
}
