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
import dev.kindling.trace.Symbols;

/**
 * Steps of an {@link Lstm} or a {@link Gru} from a state of zeros. The last state is the features.
 * All parameters start uniform within 1 / sqrt(width) of 0, as PyTorch's do. The features enter the
 * gates through one product for each step: with one product for all steps, each step's derivative
 * would be as large as the whole.
 */
final class Sequence implements Network {
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
    this.parameters = layout.build();
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
  public int width() {
    return width;
  }

  @Override
  public Inputs features(Symbols body, Inputs examples) {
    return examples.become(cell == Cell.LSTM ? lstm(body, examples) : gru(body, examples));
  }

  private Symbol lstm(Symbols theta, Inputs examples) {
    Lstm.State state = Lstm.State.zero(examples.features().trace(), state(examples));
    for (int t = 0; t < time; t++) {
      state = Lstm.step(input(theta, examples, t), state, theta.get("cell.recurrent"));
    }
    return state.hidden();
  }

  private Symbol gru(Symbols theta, Inputs examples) {
    Symbol state = examples.features().trace().constant(0, state(examples));
    for (int t = 0; t < time; t++) {
      Symbol input = input(theta, examples, t);
      state = Gru.step(input, state, theta.get("cell.recurrent"), theta.get("cell.candidate"));
    }
    return state;
  }

  /** What the features at step t give to the gates. */
  private static Symbol input(Symbols theta, Inputs examples, int t) {
    Symbol x = Parts.at(examples.features(), 2, t);
    return Linear.dense(x, theta.get("cell.weight"), theta.get("cell.bias"));
  }

  private Shape state(Inputs examples) {
    return Shape.of(examples.tasks(), examples.examples(), width);
  }
}
