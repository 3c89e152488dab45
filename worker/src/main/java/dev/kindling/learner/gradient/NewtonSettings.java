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
    @Meaning(value = "Which matrix says how the support loss curves.", example = "hessian")
        CurvatureMatrix curvature,
    @Meaning("What is added to that matrix's diagonal: larger is nearer to gradient descent.")
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

  /** What a step takes for the second derivative of the support loss. */
  public enum CurvatureMatrix {
    @Meaning(
        "The generalised Gauss-Newton matrix: the Hessian of the loss with the network taken as"
            + " linear. Its curvature is never negative.")
    GAUSS_NEWTON,
    @Meaning(
        "The Hessian. Its curvature may be negative; the damping should exceed the most negative.")
    HESSIAN
  }

  public NewtonSettings {
    Require.positive("steps", steps);
    Require.atMost("steps", steps, LearnerLimits.STEPS);
    Require.positive("rate", rate);
    Require.present("curvature", curvature);
    Require.positive("damping", damping);
    Require.positive("iterations", iterations);
    Require.atMost("iterations", iterations, LearnerLimits.STEPS);
    Require.between("order", order, 1, 2);
  }

  public static NewtonSettings defaults() {
    return new NewtonSettings(1, 1, CurvatureMatrix.GAUSS_NEWTON, 1, 5, 2);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new Newton(this, architecture.build(shape));
  }
}
