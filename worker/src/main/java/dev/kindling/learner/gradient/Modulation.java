package dev.kindling.learner.gradient;

import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scales and shifts of a network's normalisations as linear functions of the context c: {@code
 * scale + c A} and {@code shift + c B}. (A channel of context beside an image would be the same all
 * over, and the first normalisation would take it out again.)
 */
final class Modulation implements Conditioning {
  private static final String GROUP = "modulation";

  private final Model model;
  private final int context;
  private final List<String> modulated;
  private final ParameterLayout parameters;

  Modulation(Model model, int context) {
    this.model = model;
    this.context = context;
    this.modulated = model.normalisation();
    var builder = new ParameterLayout.Builder().addAll(model.parameters());
    model.parameters().parameters().stream()
        .filter(one -> modulated.contains(one.name()))
        .forEach(one -> builder.add(GROUP + "." + one.name(), one.shape().prepend(context)));
    this.parameters = builder.build();
  }

  @Override
  public ParameterLayout parameters() {
    return parameters;
  }

  @Override
  public float[] initialise(Key key) {
    double bound = 1 / Math.sqrt(context);
    return FreshNumbers.of(
        parameters,
        model,
        key,
        (parameter, place) -> key.fold(parameter.name()).uniform(place, -bound, bound));
  }

  @Override
  public Symbol predict(Symbols theta, Symbol numbers, Inputs inputs) {
    int tasks = numbers.shape().dimension(0);
    Symbol row = numbers.reshape(Shape.of(tasks, 1, context));
    Symbols maps = theta.group(GROUP);
    Map<String, Symbol> parameters = new LinkedHashMap<>(theta.asMap());
    for (String name : modulated) {
      Symbol plain = theta.get(name);
      Symbol moved = row.matMul(maps.get(name)).reshape(plain.shape());
      parameters.put(name, plain.plus(moved));
    }
    return model.apply(Symbols.of(parameters), inputs);
  }
}
