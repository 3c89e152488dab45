package dev.kindling.learner.closed;

import dev.kindling.layer.Parts;
import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.model.Network;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** A network without a head, and the few meta-parameters, one number each, of what is solved. */
final class SolvedBody {
  private final Network network;
  private final boolean constant;
  private final TreeMap<String, Double> numbers;

  private SolvedBody(Network network, boolean constant, Map<String, Double> numbers) {
    this.network = network;
    this.constant = constant;
    this.numbers = new TreeMap<>(numbers);
  }

  /**
   * One whose features go through the origin.
   *
   * @param numbers the meta-parameters by name, and what they begin as
   */
  static SolvedBody of(Network network, Map<String, Double> numbers) {
    return new SolvedBody(network, false, numbers);
  }

  /** One whose features get a last column of ones, so that what is solved for has a bias. */
  static SolvedBody withBias(Network network, Map<String, Double> numbers) {
    return new SolvedBody(network, true, numbers);
  }

  ParameterLayout layout() {
    var own = new ParameterLayout.Builder();
    numbers.keySet().forEach(name -> own.add(name, Shape.of()));
    return new ParameterLayout.Builder()
        .add(Model.BODY, network.parameters())
        .add(Model.HEAD, own.build())
        .build();
  }

  float[] initialise(Key key) {
    float[] body = network.initialise(key.fold(Model.BODY));
    float[] all = Arrays.copyOf(body, body.length + numbers.size());
    int place = body.length;
    for (double value : numbers.values()) {
      all[place++] = (float) value;
    }
    return all;
  }

  /** The features {@code [tasks, examples, width]} of examples. */
  Symbol features(Symbols theta, Inputs inputs) {
    Symbol features = network.features(theta.group(Model.BODY), inputs).features();
    if (!constant) {
      return features;
    }
    Shape shape = features.shape();
    Shape ones = Shape.of(shape.dimension(0), shape.dimension(1), 1);
    return Parts.concat(2, features, features.trace().constant(1, ones));
  }

  /** The meta-parameter of that name, {@code [tasks]}. */
  static Symbol number(Symbols theta, String name) {
    return theta.group(Model.HEAD).get(name);
  }
}
