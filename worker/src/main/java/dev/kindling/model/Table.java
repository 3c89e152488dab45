package dev.kindling.model;

import dev.kindling.layer.Embedding;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * A {@link DenseStack} on columns of numbers beside an embedding of each column of codes.
 * Embeddings start normal with deviation 1. A code beyond its column's cardinality makes the
 * prediction NaN.
 */
final class Table implements Network {
  private final Columns columns;
  private final DenseStack layers;
  private final ParameterLayout parameters;

  Table(TableSettings settings, Columns columns) {
    this.columns = columns;
    var layout = new ParameterLayout.Builder();
    for (int i = 0; i < columns.codes().size(); i++) {
      layout.add(embedding(i), Shape.of(columns.codes().get(i), settings.embedding()));
    }
    int inputs = columns.numbers() + columns.codes().size() * settings.embedding();
    this.layers = new DenseStack(inputs, settings.hidden(), settings.activation());
    layers.addTo(layout);
    this.parameters = layout.build();
  }

  /** Columns count from 0, as in the features. */
  private String embedding(int code) {
    return "column" + (columns.numbers() + code) + ".embedding";
  }

  @Override
  public ParameterLayout parameters() {
    return parameters;
  }

  @Override
  public float[] initialise(Key key) {
    return Law.fill(parameters, key, this::law);
  }

  private Law law(Parameter parameter) {
    boolean embeds = parameter.name().endsWith(".embedding");
    return embeds ? Law.normal(1) : layers.law(parameter.name());
  }

  @Override
  public int width() {
    return layers.width();
  }

  @Override
  public Inputs features(Symbols body, Inputs examples) {
    Symbol rows =
        columns.read(
            examples.features(),
            (column, codes) -> Embedding.apply(body.get(embedding(column)), codes));
    return examples.become(layers.apply(body, rows));
  }
}
