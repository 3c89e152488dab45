package dev.kindling.model;

import dev.kindling.task.Key;
import dev.kindling.trace.Symbol;
import java.util.Map;

/** A function of parameters and features, for a block of tasks at once. */
public interface Model {
  ParameterLayout parameters();

  /** Fresh parameters, a function of the key alone. */
  float[] initialise(Key key);

  /**
   * The predictions {@code [tasks, examples, outputs]}, where each parameter has the tasks as its
   * first axis. An example of weight 0 changes no other example's prediction.
   */
  Symbol apply(Map<String, Symbol> parameters, Inputs inputs);
}
