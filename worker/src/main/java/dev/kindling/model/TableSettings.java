package dev.kindling.model;

import dev.kindling.fault.Require;
import dev.kindling.task.TaskShape;
import java.util.List;

/**
 * A perceptron on the columns of a table: numbers as they are, then categories, each code of which
 * has a row of numbers that are learned.
 *
 * @param cardinalities how many codes, from 0, each of the last columns has; the columns before
 *     these are numbers
 * @param embedding how many numbers stand for a code
 * @param hidden the width of each hidden layer, in order; empty for a linear model
 */
public record TableSettings(
    List<Integer> cardinalities, int embedding, List<Integer> hidden, Activation activation)
    implements ModelSettings {
  private static final long serialVersionUID = 1;

  public TableSettings {
    cardinalities = Require.copyOfPositive("cardinalities", cardinalities);
    Require.atMost("cardinalities", cardinalities, ModelLimits.CODES, Integer.MAX_VALUE);
    Require.positive("embedding", embedding);
    Require.atMost("embedding", embedding, ModelLimits.WIDTH);
    hidden = Require.copyOfPositive("hidden", hidden);
    Require.atMost("hidden", hidden, ModelLimits.WIDTH, ModelLimits.LAYERS);
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
