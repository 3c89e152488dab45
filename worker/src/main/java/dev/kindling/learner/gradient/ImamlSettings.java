package dev.kindling.learner.gradient;

import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.task.TaskShape;

@Meaning(
    "iMAML: a model that stays near the meta-parameters while it learns a task, with a"
        + " meta-gradient that follows from where the inner steps end alone.")
public record ImamlSettings(
    @Meaning("Inner steps while training; as many as come near to a minimum.")
        @Bounds(least = 1, most = LearnerLimits.STEPS)
        int steps,
    @Meaning("The inner step size, alpha.") @Bounds(above = 0) double rate,
    @Meaning("Lambda: how strongly a task's parameters are drawn to the meta-parameters.")
        @Bounds(above = 0)
        double proximity,
    @Meaning("Iterations of conjugate gradients for the meta-gradient.")
        @Bounds(least = 1, most = LearnerLimits.STEPS)
        int iterations)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  public ImamlSettings {
    Require.positive("steps", steps);
    Require.atMost("steps", steps, LearnerLimits.STEPS);
    Require.positive("rate", rate);
    Require.positive("proximity", proximity);
    Require.positive("iterations", iterations);
    Require.atMost("iterations", iterations, LearnerLimits.STEPS);
  }

  public static ImamlSettings defaults() {
    return new ImamlSettings(16, 0.1, 2, 5);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new Imaml(this, architecture.build(shape));
  }
}
