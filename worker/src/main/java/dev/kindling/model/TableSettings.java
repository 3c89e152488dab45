package dev.kindling.model;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.TaskShape;
import java.util.ArrayList;
import java.util.List;

@Meaning(
    "A perceptron on the columns of a table: numbers as they are, then"
        + " categories, each code of which has numbers that are learned.")
public record TableSettings(
    @Meaning(
            value =
                "How many codes, from 0, each of the last columns has; empty for what the tasks"
                    + " say. A list is for tasks that say nothing of their columns.",
            example = "[12, 7]")
        @Bounds(least = 1, most = ModelLimits.CODES)
        List<Integer> cardinalities,
    @Meaning("How many numbers stand for a code.") @Bounds(least = 1, most = ModelLimits.WIDTH)
        int embedding,
    @Meaning(
            value = "The width of each hidden layer, in order; empty for a linear model.",
            example = "[64, 64]")
        @Bounds(least = 1, most = ModelLimits.WIDTH, mostItems = ModelLimits.LAYERS)
        List<Integer> hidden,
    @Meaning(value = "What follows each hidden layer.", example = "tanh") Activation activation)
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
  public TaskShape columned(TaskShape shape) {
    List<Integer> features = shape.features();
    boolean fits = features.size() == 1 && features.get(0) >= cardinalities.size();
    String takes = "rows [columns] of at least %d columns".formatted(cardinalities.size());
    Fit.require(fits, "table", takes, shape);
    if (shape.columns().isEmpty()) {
      return shape.withColumns(unnamed(features.get(0)));
    }
    requireAgrees(shape.coded());
    return shape;
  }

  private List<FeatureColumn> unnamed(int count) {
    List<FeatureColumn> columns = new ArrayList<>();
    int numbers = count - cardinalities.size();
    for (int i = 0; i < count; i++) {
      String name = "column " + i;
      columns.add(
          i < numbers
              ? FeatureColumn.ofNumbers(name)
              : FeatureColumn.ofCodes(name, cardinalities.get(i - numbers)));
    }
    return columns;
  }

  private void requireAgrees(List<FeatureColumn> coded) {
    List<Integer> counts = coded.stream().map(FeatureColumn::codes).toList();
    if (!cardinalities.isEmpty() && !cardinalities.equals(counts)) {
      throw Fault.usage(
          "model table has the cardinalities %s but the columns of codes of these tasks are %s; leave"
                  .formatted(cardinalities, coded.isEmpty() ? "none" : FeatureColumn.list(coded))
              + " cardinalities out, which takes them from the tasks");
    }
  }

  @Override
  public Model build(TaskShape shape) {
    TaskShape columned = columned(shape);
    List<Integer> codes = columned.coded().stream().map(FeatureColumn::codes).toList();
    var body = new Table(this, new Columns(columned.numbers().size(), codes));
    return new Model(body, LinearHead.uniform(body.width(), shape.outputs()));
  }
}
