package dev.kindling.model;

import dev.kindling.layer.OneHot;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.Map;

/**
 * A multilayer perceptron: a {@link DenseStack} on all features as one row, with codes among them
 * as {@link OneHot} writes them.
 */
final class Mlp implements Model {
  private final Columns columns;
  private final DenseStack layers;
  private final ParameterLayout parameters;

  /**
   * @param columns of the row; codes that enter as numbers count as columns of numbers
   */
  Mlp(MlpSettings settings, Columns columns, int outputs) {
    this.columns = columns;
    int inputs = columns.numbers() + columns.codes().stream().mapToInt(Integer::intValue).sum();
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
    return layers.apply(theta, rows(examples));
  }

  private Symbol rows(Inputs examples) {
    if (columns.codes().isEmpty()) {
      Shape rows = Shape.of(examples.tasks(), examples.examples(), columns.numbers());
      return examples.features().reshape(rows);
    }
    return columns.read(
        examples.features(), (column, codes) -> OneHot.apply(codes, columns.codes().get(column)));
  }
}
