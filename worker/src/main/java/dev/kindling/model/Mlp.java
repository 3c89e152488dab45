package dev.kindling.model;

import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A multilayer perceptron: {@code h_0 = x}, {@code h_i = f(h_{i-1} W_i + b_i)}, and no {@code f}
 * after the last layer. All parameters of a layer start uniform within 1 / sqrt(inputs) of 0: small
 * enough that the first inner steps from an untrained start stay stable on inputs of any usual
 * scale, and with biases that spread the kinks of few inputs.
 */
final class Mlp implements Model {
  private final Activation activation;
  private final List<Integer> widths = new ArrayList<>();
  private final ParameterLayout parameters;

  Mlp(MlpSettings settings, int inputs, int outputs) {
    this.activation = settings.activation();
    widths.add(inputs);
    widths.addAll(settings.hidden());
    widths.add(outputs);
    var layout = new ParameterLayout.Builder();
    for (int layer = 1; layer <= layers(); layer++) {
      layout.add(weight(layer), Shape.of(widths.get(layer - 1), widths.get(layer)));
      layout.add(bias(layer), Shape.of(widths.get(layer)));
    }
    this.parameters = layout.build();
  }

  private int layers() {
    return widths.size() - 1;
  }

  private static String weight(int layer) {
    return "layer" + layer + ".weight";
  }

  private static String bias(int layer) {
    return "layer" + layer + ".bias";
  }

  @Override
  public ParameterLayout parameters() {
    return parameters;
  }

  @Override
  public float[] initialise(Key key) {
    float[] values = new float[parameters.size()];
    for (int layer = 1; layer <= layers(); layer++) {
      double bound = 1 / Math.sqrt(widths.get(layer - 1));
      for (String name : List.of(weight(layer), bias(layer))) {
        fill(values, parameters.named(name), key.fold(name), bound);
      }
    }
    return values;
  }

  private static void fill(float[] values, Parameter parameter, Key key, double bound) {
    for (int i = 0; i < parameter.size(); i++) {
      values[parameter.offset() + i] = (float) key.uniform(i, -bound, bound);
    }
  }

  @Override
  public Symbol apply(Map<String, Symbol> theta, Symbol features) {
    int tasks = features.shape().dimension(0);
    int examples = features.shape().dimension(1);
    Symbol h = features.reshape(Shape.of(tasks, examples, widths.get(0)));
    for (int layer = 1; layer <= layers(); layer++) {
      Shape shape = Shape.of(tasks, examples, widths.get(layer));
      Symbol bias = theta.get(bias(layer)).broadcast(shape, 1);
      h = h.matMul(theta.get(weight(layer))).plus(bias);
      h = layer < layers() ? activation.apply(h) : h;
    }
    return h;
  }
}
