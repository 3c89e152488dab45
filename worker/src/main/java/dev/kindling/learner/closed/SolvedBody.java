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
  static final String LOG_LAMBDA = "log-lambda";
  static final String SCALE = "scale";
  private static final String BIAS = "bias";

  private final Network network;
  private final boolean constant;
  private final TreeMap<String, Double> numbers;

  private SolvedBody(Network network, boolean constant, Map<String, Double> numbers) {
    this.network = network;
    this.constant = constant;
    this.numbers = new TreeMap<>(numbers);
  }

  /** One whose features get a last column of ones, so that what is solved for has a bias. */
  static SolvedBody penalised(Network network, double lambda) {
    return new SolvedBody(network, true, Map.of(LOG_LAMBDA, Math.log(lambda)));
  }

  /** The same, whose scores are multiplied and shifted. */
  static SolvedBody adjustable(Network network, double lambda, double scale) {
    Map<String, Double> numbers = Map.of(LOG_LAMBDA, Math.log(lambda), SCALE, scale, BIAS, 0.0);
    return new SolvedBody(network, true, numbers);
  }

  /** One whose scores are multiplied, and with features as they are. */
  static SolvedBody scaled(Network network, double scale) {
    return new SolvedBody(network, false, Map.of(SCALE, scale));
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

  /** {@code scale scores + bias}. */
  static Symbol adjusted(Symbols theta, Symbol scores) {
    Symbol bias = number(theta, BIAS).broadcast(scores.shape(), 1, 2);
    return scaled(theta, scores).plus(bias);
  }

  /** {@code scale scores}. */
  static Symbol scaled(Symbols theta, Symbol scores) {
    return scores.times(number(theta, SCALE).broadcast(scores.shape(), 1, 2));
  }

  /** The meta-parameter of that name, {@code [tasks]}. */
  static Symbol number(Symbols theta, String name) {
    return theta.group(Model.HEAD).get(name);
  }
}
