package dev.kindling.learner.closed;

import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;

@Meaning(
    "Ridge regression on a network's features, solved for each task in one go; any number of"
        + " classes, or numbers.")
public record R2D2Settings(
    @Meaning(
            value = "How much the size of a task's solution counts at first; it is learned.",
            example = "50")
        @Bounds(above = 0)
        double lambda,
    @Meaning("What a class's score is multiplied by at first; it is learned.") @Bounds(above = 0)
        double scale)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  public R2D2Settings {
    Require.positive("lambda", lambda);
    Require.positive("scale", scale);
  }

  public static R2D2Settings defaults() {
    return new R2D2Settings(1, 5);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    var network = architecture.build(shape).network();
    boolean numbers = shape.targetKind() == TargetKind.NUMBERS;
    return new R2D2(
        numbers
            ? SolvedBody.penalised(network, lambda)
            : SolvedBody.adjustable(network, lambda, scale),
        shape);
  }
}
