package dev.kindling.model;

import dev.kindling.task.Key;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/** The last part of a model, which answers from a network's features. */
public interface Head {
  ParameterLayout parameters();

  /** Fresh parameters, a function of the key alone. */
  float[] initialise(Key key);

  /**
   * The predictions {@code [tasks, examples, outputs]} from features {@code [tasks, examples,
   * width]}. Each parameter has the tasks as its first axis.
   */
  Symbol apply(Symbols head, Symbol features);
}
