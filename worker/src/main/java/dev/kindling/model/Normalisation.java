package dev.kindling.model;

import dev.kindling.layer.BatchNorm;
import dev.kindling.layer.Statistics;
import dev.kindling.meaning.Meaning;
import dev.kindling.trace.Symbol;
import java.util.List;
import java.util.Optional;

/** Whose mean and variance batch normalisation takes. */
public enum Normalisation {
  @Meaning(
      "Those of the examples at hand, of query examples among themselves, as MAML's"
          + " authors do: what is said of one query example depends on the others.")
  BATCH,
  @Meaning("Those of the support examples, for query examples too, each of which is judged alone.")
  SUPPORT;

  /** The scales and shifts among the parameters of a network that normalises all it can. */
  static List<String> names(ParameterLayout parameters) {
    return parameters.names().stream()
        .filter(name -> name.endsWith(".scale") || name.endsWith(".shift"))
        .toList();
  }

  /** The examples that go through the network. */
  Inputs enter(Inputs inputs) {
    return this == BATCH ? inputs.alone() : inputs;
  }

  /** Normalises examples that {@link #enter entered}, with scale and shift {@code [tasks,c]}. */
  static Inputs apply(Inputs x, Symbol scale, Symbol shift) {
    Optional<Inputs> support = x.support().map(examples -> apply(examples, scale, shift));
    Statistics statistics = statistics(x.support().orElse(x));
    Symbol normal = BatchNorm.apply(x.features(), statistics, scale, shift);
    return new Inputs(normal, x.weights(), support, x.dropping());
  }

  private static Statistics statistics(Inputs x) {
    return x.weights()
        .map(weights -> Statistics.of(x.features(), weights))
        .orElseGet(() -> Statistics.of(x.features()));
  }
}
