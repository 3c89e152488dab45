package dev.kindling.model;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.TaskShape;
import java.util.List;

@Meaning("A multilayer perceptron on features of any shape, which are numbers or codes.")
public record MlpSettings(
    @Meaning(
            value = "The width of each hidden layer, in order; empty for a linear model.",
            example = "[64, 64]")
        @Bounds(least = 1, most = ModelLimits.WIDTH, mostItems = ModelLimits.LAYERS)
        List<Integer> hidden,
    @Meaning(value = "What follows each hidden layer.", example = "tanh") Activation activation,
    @Meaning(
            value = "What is made of columns of codes, of tasks that have some.",
            example = "numbers")
        CodeForm codes,
    @Meaning(
            "The probability with which each number of a hidden layer is dropped where a training"
                + " task is learned from its support examples; queries and evaluations drop nothing.")
        @Bounds(least = 0, below = 1)
        double dropout)
    implements ModelSettings {
  private static final long serialVersionUID = 1;

  /** With more codes an embedding takes less room, and learns more of each code. */
  static final int MOST_ONE_HOT = 1024;

  /** How codes enter a perceptron. */
  public enum CodeForm {
    @Meaning("An input for each code: 1 for the one at hand, 0 for the others.")
    ONE_HOT,
    @Meaning("The code itself as one number, as if its order and size meant something.")
    NUMBERS
  }

  public MlpSettings {
    hidden = Require.copyOfPositive("hidden", hidden);
    Require.atMost("hidden", hidden, ModelLimits.WIDTH, ModelLimits.LAYERS);
    Require.present("activation", activation);
    Require.present("codes", codes);
    Require.betweenBelow("dropout", dropout, 0, 1);
  }

  /** With codes one-hot and no dropout. */
  public MlpSettings(List<Integer> hidden, Activation activation) {
    this(hidden, activation, CodeForm.ONE_HOT);
  }

  /** Without dropout. */
  public MlpSettings(List<Integer> hidden, Activation activation, CodeForm codes) {
    this(hidden, activation, codes, 0);
  }

  public static MlpSettings defaults() {
    return new MlpSettings(List.of(40, 40), Activation.RELU);
  }

  @Override
  public Model build(TaskShape shape) {
    List<FeatureColumn> coded = codes == CodeForm.ONE_HOT ? shape.coded() : List.of();
    requireNarrow(coded);
    List<Integer> widths = coded.stream().map(FeatureColumn::codes).toList();
    var columns = new Columns(product(shape.features()) - widths.size(), widths);
    var body = new Mlp(this, columns);
    return new Model(body, LinearHead.uniform(body.width(), shape.outputs()));
  }

  private static void requireNarrow(List<FeatureColumn> coded) {
    long inputs = coded.stream().mapToLong(FeatureColumn::codes).sum();
    if (inputs > MOST_ONE_HOT) {
      throw Fault.usage(
          "model mlp takes at most %d codes one-hot but these tasks have %d: %s; choose kind table,"
                  .formatted(MOST_ONE_HOT, inputs, FeatureColumn.list(coded))
              + " whose embeddings hold any number of them");
    }
  }

  private static int product(List<Integer> dimensions) {
    return dimensions.stream().reduce(1, Math::multiplyExact);
  }
}
