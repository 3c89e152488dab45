package dev.kindling.model;

import dev.kindling.fault.Require;
import dev.kindling.task.TaskShape;
import java.util.List;

/**
 * A multilayer perceptron.
 *
 * @param hidden the width of each hidden layer, in order; empty for a linear model
 */
public record MlpSettings(List<Integer> hidden, Activation activation) implements ModelSettings {
  private static final long serialVersionUID = 1;

  public MlpSettings {
    hidden = Require.copyOfPositive("hidden", hidden);
    Require.atMost("hidden", hidden, ModelLimits.WIDTH, ModelLimits.LAYERS);
    Require.present("activation", activation);
  }

  public static MlpSettings defaults() {
    return new MlpSettings(List.of(40, 40), Activation.RELU);
  }

  @Override
  public Model build(TaskShape shape) {
    return new Mlp(this, product(shape.features()), shape.outputs());
  }

  private static int product(List<Integer> dimensions) {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }
}
