package dev.kindling.model;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.task.TaskShape;

/** All sequences have the shape's length. */
@Meaning(
    "A recurrent network over features [time, width]; a linear layer makes the"
        + " prediction of its last state.")
public record SequenceSettings(
    @Meaning(value = "What a step of the network is.", example = "gru") Cell cell,
    @Meaning("How many numbers the state has.") @Bounds(least = 1, most = ModelLimits.WIDTH)
        int width)
    implements ModelSettings {
  private static final long serialVersionUID = 1;

  /** What a step of a recurrent network is. */
  public enum Cell {
    @Meaning("Long short-term memory.")
    LSTM,
    @Meaning("A gated recurrent unit.")
    GRU
  }

  public SequenceSettings {
    Require.present("cell", cell);
    Require.positive("width", width);
    Require.atMost("width", width, ModelLimits.WIDTH);
  }

  public static SequenceSettings defaults() {
    return new SequenceSettings(Cell.LSTM, 64);
  }

  @Override
  public Model build(TaskShape shape) {
    Fit.require(shape.features().size() == 2, "sequence", "sequences [time,width]", shape);
    var body = new Sequence(this, shape);
    return new Model(body, LinearHead.uniform(body.width(), shape.outputs()));
  }
}
