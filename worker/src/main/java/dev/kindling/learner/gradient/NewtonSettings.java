package dev.kindling.learner.gradient;

import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.task.TaskShape;

@Meaning("A model that learns a task in a few damped Newton steps, by conjugate gradients.")
public record NewtonSettings(
    @Meaning("Inner steps while training.") @Bounds(least = 1, most = LearnerLimits.STEPS)
        int steps,
    @Meaning("The share of the Newton step that is taken; 1 for all of it.") @Bounds(above = 0)
        double rate,
    @Meaning("What is added to the Hessian's diagonal: larger is nearer to gradient descent.")
        @Bounds(above = 0)
        double damping,
    @Meaning("Iterations of conjugate gradients for each inner step.")
        @Bounds(least = 1, most = LearnerLimits.STEPS)
        int iterations,
    @Meaning("2 for the exact meta-gradient, 1 to take Newton steps as constants.")
        @Bounds(least = 1, most = 2)
        int order)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  public NewtonSettings {
    Require.positive("steps", steps);
    Require.atMost("steps", steps, LearnerLimits.STEPS);
    Require.positive("rate", rate);
    Require.positive("damping", damping);
    Require.positive("iterations", iterations);
    Require.atMost("iterations", iterations, LearnerLimits.STEPS);
    Require.between("order", order, 1, 2);
  }

  public static NewtonSettings defaults() {
    return new NewtonSettings(1, 1, 1, 5, 2);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new Newton(this, architecture.build(shape));
  }
}
