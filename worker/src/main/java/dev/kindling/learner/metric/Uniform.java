package dev.kindling.learner.metric;

import dev.kindling.model.ParameterLayout;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.task.Key;

/** Parameters that start uniform within {@code bound} of 0. */
record Uniform(ParameterLayout parameters, double bound) implements Part {

  /** Those of layers that take {@code inputs} numbers. */
  static Uniform of(ParameterLayout.Builder layout, int inputs) {
    return new Uniform(layout.build(), 1 / Math.sqrt(inputs));
  }

  @Override
  public float[] initialise(Key key) {
    float[] values = new float[parameters.size()];
    for (Parameter parameter : parameters.parameters()) {
      Key own = key.fold(parameter.name());
      for (int i = 0; i < parameter.size(); i++) {
        values[parameter.offset() + i] = (float) own.uniform(i, -bound, bound);
      }
    }
    return values;
  }
}
