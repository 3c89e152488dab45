package dev.kindling.model;

import dev.kindling.layer.Embedding;
import dev.kindling.layer.Parts;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Columns of numbers beside an embedding of each column of codes, through a {@link DenseStack}.
 * Embeddings start normal of deviation 1. A code beyond its column's cardinality makes the task's
 * loss NaN, so that it is left out and named.
 */
final class Table implements Model {
  private final int numbers;
  private final int codes;
  private final DenseStack layers;
  private final ParameterLayout parameters;

  Table(TableSettings settings, int numbers, int outputs) {
    this.numbers = numbers;
    this.codes = settings.cardinalities().size();
    var layout = new ParameterLayout.Builder();
    int column = numbers;
    for (int cardinality : settings.cardinalities()) {
      layout.add(embedding(column++), Shape.of(cardinality, settings.embedding()));
    }
    int inputs = numbers + codes * settings.embedding();
    this.layers = new DenseStack(inputs, settings.hidden(), outputs, settings.activation());
    layers.addTo(layout);
    this.parameters = layout.build();
  }

  /** Columns count from 0, as in the features. */
  private static String embedding(int column) {
    return "column" + column + ".embedding";
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
  public Symbol apply(Map<String, Symbol> theta, Inputs examples) {
    List<Symbol> columns = new ArrayList<>();
    if (numbers > 0) {
      columns.add(Parts.slice(examples.features(), 2, 0, numbers));
    }
    for (int column = numbers; column < numbers + codes; column++) {
      Symbol code = Parts.at(examples.features(), 2, column);
      columns.add(Embedding.apply(theta.get(embedding(column)), code));
    }
    return layers.apply(theta, Parts.concat(2, columns.toArray(Symbol[]::new)));
  }
}
