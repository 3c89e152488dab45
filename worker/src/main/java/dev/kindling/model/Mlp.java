package dev.kindling.model;

import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.Map;

/** A multilayer perceptron: a {@link DenseStack} on all features as one row. */
final class Mlp implements Model {
  private final int inputs;
  private final DenseStack layers;
  private final ParameterLayout parameters;

  Mlp(MlpSettings settings, int inputs, int outputs) {
    this.inputs = inputs;
    this.layers = new DenseStack(inputs, settings.hidden(), outputs, settings.activation());
    var layout = new ParameterLayout.Builder();
    layers.addTo(layout);
    this.parameters = layout.build();
  }

  @Override
  public ParameterLayout parameters() {
    return parameters;
  }

  @Override
  public float[] initialise(Key key) {
    return Law.fill(parameters, key, parameter -> layers.law(parameter.name()));
  }

  @Override
  public Symbol apply(Map<String, Symbol> theta, Inputs examples) {
    Shape rows = Shape.of(examples.tasks(), examples.examples(), inputs);
    return layers.apply(theta, examples.features().reshape(rows));
  }
}
