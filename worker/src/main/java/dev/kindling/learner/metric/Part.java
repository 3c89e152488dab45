package dev.kindling.learner.metric;

import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;

/** Meta-parameters that a learner has beside its network's. */
interface Part {
  ParameterLayout parameters();

  /** Fresh parameters, a function of the key alone. */
  float[] initialise(Key key);
}
