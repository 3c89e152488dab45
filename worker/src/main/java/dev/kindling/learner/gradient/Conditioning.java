package dev.kindling.learner.gradient;

import dev.kindling.model.Inputs;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/** A model of the same parameters for all tasks, which is told a few numbers of each. */
interface Conditioning {
  ParameterLayout parameters();

  /** Fresh parameters, a function of the key alone. */
  float[] initialise(Key key);

  /** The predictions for tasks of which {@code context}, {@code [tasks, n]}, is known. */
  Symbol predict(Symbols theta, Symbol context, Inputs inputs);
}
