package dev.kindling.model;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.task.TaskShape;
import java.util.List;

@Meaning("A multilayer perceptron on features that are numbers, of any shape.")
public record MlpSettings(
    @Meaning(
            value = "The width of each hidden layer, in order; empty for a linear model.",
            example = "[64, 64]")
        @Bounds(least = 1)
        List<Integer> hidden,
    @Meaning(value = "What follows each hidden layer.", example = "tanh") Activation activation)
    implements ModelSettings {
  private static final long serialVersionUID = 1;

  public MlpSettings {
    hidden = Require.copyOfPositive("hidden", hidden);
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
