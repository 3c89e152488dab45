package dev.kindling.learner.gradient;

import dev.kindling.learn.Learner;
import dev.kindling.model.Model;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;

/** A learner whose meta-parameters are those of one model, and no others. */
interface ModelLearner extends Learner {
  Model model();

  @Override
  default ParameterLayout layout() {
    return model().parameters();
  }

  @Override
  default float[] initialise(Key key) {
    return model().initialise(key);
  }
}
