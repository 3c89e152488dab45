package dev.kindling.model;

import dev.kindling.layer.OneHot;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * A multilayer perceptron: a {@link DenseStack} on all features as one row, with codes among them
 * as {@link OneHot} writes them.
 */
final class Mlp implements Network {
  private final Columns columns;
  private final DenseStack layers;
  private final double dropout;
  private final ParameterLayout parameters;

  /**
   * @param columns of the row; codes that enter as numbers count as columns of numbers
   */
  Mlp(MlpSettings settings, Columns columns) {
    this.columns = columns;
    this.dropout = settings.dropout();
    int inputs = columns.numbers() + columns.codes().stream().mapToInt(Integer::intValue).sum();
    this.layers = new DenseStack(inputs, settings.hidden(), settings.activation());
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
  public int width() {
    return layers.width();
  }

  @Override
  public Inputs features(Symbols body, Inputs examples) {
    return layers.apply(body, examples.become(rows(examples)), dropout);
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
