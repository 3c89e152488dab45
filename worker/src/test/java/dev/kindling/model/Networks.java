package dev.kindling.model;

import dev.kindling.layer.Desk;
import dev.kindling.task.Key;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.LinkedHashMap;
import java.util.Map;

/** What models predict with fresh parameters. */
final class Networks {
  private Networks() {}

  /** The same fresh parameters for each of {@code tasks}. */
  static Symbols fresh(Desk desk, Model model, int tasks) {
    float[] values = model.initialise(Key.of(1));
    Map<String, Symbol> theta = new LinkedHashMap<>();
    for (ParameterLayout.Parameter parameter : model.parameters().parameters()) {
      double[] numbers = new double[parameter.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = values[parameter.offset() + i];
      }
      theta.put(parameter.name(), desk.given(parameter.shape(), numbers).repeat(tasks));
    }
    return Symbols.of(theta);
  }

  static double[] scores(Desk desk, Model model, Inputs inputs) {
    return desk.value(model.apply(fresh(desk, model, inputs.tasks()), inputs));
  }

  static Inputs numbers(Desk desk, int seed, int... dimensions) {
    return Inputs.of(desk.numbers(seed, dimensions));
  }
}
