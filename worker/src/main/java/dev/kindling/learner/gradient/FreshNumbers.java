package dev.kindling.learner.gradient;

import dev.kindling.model.Model;
import dev.kindling.model.ParameterLayout;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.task.Key;
import java.util.HashMap;
import java.util.Map;

/** What a learner's meta-parameters begin at: those of its model, and others beside them. */
final class FreshNumbers {

  /** What a parameter that the model lacks begins at, at a place. */
  interface Beginning {
    double at(Parameter parameter, int place);
  }

  private FreshNumbers() {}

  /**
   * The model's own numbers for parameters of its names, over and over where there are more, and
   * those of {@code others} for all others.
   */
  static float[] of(ParameterLayout layout, Model model, Key key, Beginning others) {
    Map<String, Parameter> own = new HashMap<>();
    model.parameters().parameters().forEach(parameter -> own.put(parameter.name(), parameter));
    float[] fresh = model.initialise(key);
    float[] values = new float[layout.size()];
    for (Parameter parameter : layout.parameters()) {
      Parameter known = own.get(parameter.name());
      for (int i = 0; i < parameter.size(); i++) {
        values[parameter.offset() + i] =
            known == null
                ? (float) others.at(parameter, i)
                : fresh[known.offset() + i % known.size()];
      }
    }
    return values;
  }
}
