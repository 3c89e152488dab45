package dev.kindling.model;

import dev.kindling.layer.Linear;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.ArrayList;
import java.util.List;

/**
 * Dense layers one after the other: {@code h_0 = x}, {@code h_i = f(h_{i-1} W_i + b_i)}. All
 * parameters of a layer start uniform within 1 / sqrt(inputs) of 0: small enough that the first
 * inner steps from an untrained start stay stable on inputs of any usual scale, and with biases
 * that spread the kinks of few inputs.
 */
final class DenseStack {
  private final Activation activation;
  private final List<Integer> widths = new ArrayList<>();

  DenseStack(int inputs, List<Integer> hidden, Activation activation) {
    this.activation = activation;
    widths.add(inputs);
    widths.addAll(hidden);
  }

  void addTo(ParameterLayout.Builder layout) {
    for (int layer = 1; layer <= layers(); layer++) {
      layout.add(weight(layer), Shape.of(widths.get(layer - 1), widths.get(layer)));
      layout.add(bias(layer), Shape.of(widths.get(layer)));
    }
  }

  private int layers() {
    return widths.size() - 1;
  }

  /** How many numbers the last layer gives. */
  int width() {
    return widths.get(layers());
  }

  private static String weight(int layer) {
    return "layer" + layer + ".weight";
  }

  private static String bias(int layer) {
    return "layer" + layer + ".bias";
  }

  /** How the parameter of that name, which one of these layers has, starts. */
  Law law(String name) {
    int layer = 1;
    while (!name.equals(weight(layer)) && !name.equals(bias(layer))) {
      layer++;
    }
    return Law.uniform(1 / Math.sqrt(widths.get(layer - 1)));
  }

  /** {@code [tasks, examples, inputs]} to {@code [tasks, examples, width]}. */
  Symbol apply(Symbols theta, Symbol x) {
    Symbol h = x;
    for (int layer = 1; layer <= layers(); layer++) {
      h = apply(theta, h, layer);
    }
    return h;
  }

  /** The same, with numbers of each hidden layer dropped where the examples say so. */
  Inputs apply(Symbols theta, Inputs x, double dropout) {
    Inputs h = x;
    for (int layer = 1; layer <= layers(); layer++) {
      h = h.become(apply(theta, h.features(), layer)).dropped("layer" + layer, dropout);
    }
    return h;
  }

  private Symbol apply(Symbols theta, Symbol h, int layer) {
    return activation.apply(Linear.dense(h, theta.get(weight(layer)), theta.get(bias(layer))));
  }
}
