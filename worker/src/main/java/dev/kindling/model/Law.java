package dev.kindling.model;

import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.task.Key;
import java.util.function.Function;

/** How the numbers of a fresh parameter are distributed. */
interface Law {
  double draw(Key key, int place);

  /** Fresh parameters, each drawn from {@code key} folded with its name. */
  static float[] fill(ParameterLayout layout, Key key, Function<Parameter, Law> laws) {
    float[] values = new float[layout.size()];
    for (Parameter parameter : layout.parameters()) {
      Key own = key.fold(parameter.name());
      Law law = laws.apply(parameter);
      for (int i = 0; i < parameter.size(); i++) {
        values[parameter.offset() + i] = (float) law.draw(own, i);
      }
    }
    return values;
  }

  static Law uniform(double bound) {
    return (key, place) -> key.uniform(place, -bound, bound);
  }

  static Law normal(double deviation) {
    return (key, place) -> deviation * key.normal(place);
  }

  static Law constant(double value) {
    return (key, place) -> value;
  }

  /**
   * For networks of rectifiers with normalisation: kernels and weights normal of variance 2 /
   * inputs (He et al. 2015), scales 1, the rest 0.
   */
  static Law rectified(Parameter parameter) {
    int rank = parameter.shape().rank();
    if (rank > 1) {
      int inputs = parameter.size() / parameter.shape().dimension(rank - 1);
      return normal(Math.sqrt(2.0 / inputs));
    }
    return constant(parameter.name().endsWith("scale") ? 1 : 0);
  }
}
