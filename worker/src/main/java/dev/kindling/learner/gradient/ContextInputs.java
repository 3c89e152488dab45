package dev.kindling.learner.gradient;

import dev.kindling.layer.Parts;
import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The context before the features of each example, along their last axis: more columns of a row,
 * more numbers at each time of a sequence, more channels of an image, the same all over.
 *
 * @param model for tasks of a {@link #widened} shape
 */
record ContextInputs(Model model) implements Conditioning {

  /** The shape of tasks with that many numbers of context among the features. */
  static TaskShape widened(TaskShape shape, int context) {
    List<Integer> features = new ArrayList<>(shape.features());
    int last = features.isEmpty() ? 1 : features.remove(features.size() - 1);
    features.add(Math.addExact(last, context));
    List<FeatureColumn> columns = new ArrayList<>();
    if (!shape.columns().isEmpty()) {
      IntStream.range(0, context)
          .forEach(i -> columns.add(FeatureColumn.ofNumbers("context " + i)));
      columns.addAll(shape.columns());
    }
    return new TaskShape(
        features, shape.targets(), shape.support(), shape.query(), shape.classes(), columns);
  }

  @Override
  public ParameterLayout parameters() {
    return model.parameters();
  }

  @Override
  public float[] initialise(Key key) {
    return model.initialise(key);
  }

  @Override
  public Symbol predict(Symbols theta, Symbol context, Inputs inputs) {
    return model.apply(theta, inputs.map(features -> before(context, features)));
  }

  private static Symbol before(Symbol context, Symbol features) {
    Shape shape = features.shape();
    Symbol rows = shape.rank() > 2 ? features : features.reshape(scalars(shape));
    int last = rows.shape().rank() - 1;
    int[] dimensions = rows.shape().dimensions();
    dimensions[last] = context.shape().dimension(1);
    Integer[] axes = IntStream.range(1, last).boxed().toArray(Integer[]::new);
    return Parts.concat(last, context.broadcast(Shape.of(dimensions), axes), rows);
  }

  private static Shape scalars(Shape shape) {
    return Shape.of(shape.dimension(0), shape.dimension(1), 1);
  }
}
