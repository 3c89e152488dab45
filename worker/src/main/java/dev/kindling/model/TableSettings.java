package dev.kindling.model;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.task.TaskShape;
import java.util.List;

@Meaning(
    "A perceptron on the columns of a table: numbers as they are, then"
        + " categories, each code of which has numbers that are learned.")
public record TableSettings(
    @Meaning(
            value =
                "How many codes, from 0, each of the last columns has; the columns before"
                    + " these are numbers.",
            example = "[12, 7]")
        @Bounds(least = 1)
        List<Integer> cardinalities,
    @Meaning("How many numbers stand for a code.") @Bounds(least = 1) int embedding,
    @Meaning(
            value = "The width of each hidden layer, in order; empty for a linear model.",
            example = "[64, 64]")
        @Bounds(least = 1)
        List<Integer> hidden,
    @Meaning(value = "What follows each hidden layer.", example = "tanh") Activation activation)
    implements ModelSettings {
  private static final long serialVersionUID = 1;

  public TableSettings {
    cardinalities = Require.copyOfPositive("cardinalities", cardinalities);
    Require.positive("embedding", embedding);
    hidden = Require.copyOfPositive("hidden", hidden);
    Require.present("activation", activation);
  }

  public static TableSettings defaults() {
    return new TableSettings(List.of(), 8, List.of(64, 64), Activation.RELU);
  }

  @Override
  public Model build(TaskShape shape) {
    List<Integer> features = shape.features();
    boolean fits = features.size() == 1 && features.get(0) >= cardinalities.size();
    String takes = "rows [columns] of at least %d columns".formatted(cardinalities.size());
    Fit.require(fits, "table", takes, shape);
    return new Table(this, features.get(0) - cardinalities.size(), shape.outputs());
  }
}
