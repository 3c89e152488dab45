package dev.kindling.model;

import dev.kindling.layer.Gru;
import dev.kindling.layer.Linear;
import dev.kindling.layer.Lstm;
import dev.kindling.layer.Parts;
import dev.kindling.model.SequenceSettings.Cell;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.List;
import java.util.Map;

/**
 * Steps of an {@link Lstm} or a {@link Gru} from a state of zeros, then a linear layer. The part of
 * the gates that the features alone decide is one product for all steps. All parameters start
 * uniform within 1 / sqrt(width) of 0, as PyTorch's do.
 */
final class Sequence implements Model {
  private final Cell cell;
  private final int width;
  private final int time;
  private final ParameterLayout parameters;

  Sequence(SequenceSettings settings, TaskShape shape) {
    this.cell = settings.cell();
    this.width = settings.width();
    this.time = shape.features().get(0);
    int gates = width * (cell == Cell.LSTM ? Lstm.GATES : Gru.GATES);
    var layout = new ParameterLayout.Builder();
    layout.add("cell.weight", Shape.of(shape.features().get(1), gates));
    layout.add("cell.bias", Shape.of(gates));
    layout.add("cell.recurrent", Shape.of(width, gates));
    if (cell == Cell.GRU) {
      layout.add("cell.candidate", Shape.of(width));
    }
    layout.add("head.weight", Shape.of(width, shape.outputs()));
    this.parameters = layout.add("head.bias", Shape.of(shape.outputs())).build();
  }

  @Override
  public ParameterLayout parameters() {
    return parameters;
  }

  @Override
  public float[] initialise(Key key) {
    return Law.fill(parameters, key, parameter -> Law.uniform(1 / Math.sqrt(width)));
  }

  @Override
  public Symbol apply(Map<String, Symbol> theta, Inputs examples) {
    Symbol gates = gates(theta, examples);
    Shape state = Shape.of(examples.tasks(), examples.examples(), width);
    Symbol last = cell == Cell.LSTM ? lstm(theta, gates, state) : gru(theta, gates, state);
    return Linear.dense(last, theta.get("head.weight"), theta.get("head.bias"));
  }

  /** What the features say to the gates, {@code [tasks, examples, time, gates]}. */
  private Symbol gates(Map<String, Symbol> theta, Inputs examples) {
    Symbol x = examples.features();
    int steps = examples.examples() * time;
    Symbol rows = x.reshape(Shape.of(examples.tasks(), steps, x.shape().dimension(3)));
    Symbol gates = Linear.dense(rows, theta.get("cell.weight"), theta.get("cell.bias"));
    List<Integer> dimensions =
        List.of(examples.tasks(), examples.examples(), time, gates.shape().dimension(2));
    return gates.reshape(Shape.of(dimensions));
  }

  private Symbol lstm(Map<String, Symbol> theta, Symbol gates, Shape shape) {
    Lstm.State state = Lstm.State.zero(gates.trace(), shape);
    for (int t = 0; t < time; t++) {
      state = Lstm.step(Parts.at(gates, 2, t), state, theta.get("cell.recurrent"));
    }
    return state.hidden();
  }

  private Symbol gru(Map<String, Symbol> theta, Symbol gates, Shape shape) {
    Symbol state = gates.trace().constant(0, shape);
    for (int t = 0; t < time; t++) {
      Symbol input = Parts.at(gates, 2, t);
      state = Gru.step(input, state, theta.get("cell.recurrent"), theta.get("cell.candidate"));
    }
    return state;
  }
}
