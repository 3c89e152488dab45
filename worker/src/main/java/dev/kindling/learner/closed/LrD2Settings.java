package dev.kindling.learner.closed;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;

@Meaning(
    "Logistic regression on a network's features, solved for each task by a few steps of Newton's"
        + " method; any number of classes.")
public record LrD2Settings(
    @Meaning("Steps of Newton's method while training.")
        @Bounds(least = 1, most = LrD2Settings.MOST_STEPS)
        int steps,
    @Meaning("How much the size of a task's solution counts at first; it is learned.")
        @Bounds(above = 0)
        double lambda,
    @Meaning("What a class's score is multiplied by at first; it is learned.") @Bounds(above = 0)
        double scale)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  /** Newton's method has converged long before. */
  static final int MOST_STEPS = 10;

  public LrD2Settings {
    Require.between("steps", steps, 1, MOST_STEPS);
    Require.positive("lambda", lambda);
    Require.positive("scale", scale);
  }

  public static LrD2Settings defaults() {
    return new LrD2Settings(5, 1, 1);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    if (shape.targetKind() == TargetKind.NUMBERS) {
      throw Fault.usage(
          "learner lr-d2 learns tasks whose targets are classes, or yes and no, but the targets of"
              + " these are numbers; choose learner r2-d2 or tasks of classes");
    }
    var network = architecture.build(shape).network();
    return new LrD2(steps, SolvedBody.adjustable(network, lambda, scale), shape);
  }
}
