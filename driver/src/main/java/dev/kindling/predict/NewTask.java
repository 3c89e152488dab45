package dev.kindling.predict;

import dev.kindling.adapt.Answered;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.TaskShape;

/** A task as a model takes it: examples to adapt to, and others to be answered. */
public final class NewTask {
  private final TaskShape shape;
  private final Examples support;
  private final RawExamples query;
  private final TargetCells cells;

  NewTask(TaskShape shape, Examples support, RawExamples query, TargetCells cells) {
    this.shape = shape;
    this.support = support;
    this.query = query;
    this.cells = cells;
  }

  /** What the model is adapted to, in the order in which it was given. */
  public Examples support() {
    return support;
  }

  /** The features of the examples to be answered, in their order. */
  public HostTensor questions() {
    return query.features(shape.features());
  }

  /** What was said of them. */
  public Predictions answered(Answered answers) {
    return new Predictions(query, cells, answers);
  }
}
