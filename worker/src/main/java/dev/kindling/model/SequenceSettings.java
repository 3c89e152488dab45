package dev.kindling.model;

import dev.kindling.fault.Require;
import dev.kindling.task.TaskShape;

/**
 * A recurrent network over features {@code [time,width]}, of whose last state a linear layer makes
 * the prediction. All sequences have the shape's length.
 *
 * @param cell what a step is
 * @param width of the state
 */
public record SequenceSettings(Cell cell, int width) implements ModelSettings {
  private static final long serialVersionUID = 1;

  /** What a step of a recurrent network is. */
  public enum Cell {
    /** Long short-term memory. */
    LSTM,
    /** A gated recurrent unit. */
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
    return new Sequence(this, shape);
  }
}
