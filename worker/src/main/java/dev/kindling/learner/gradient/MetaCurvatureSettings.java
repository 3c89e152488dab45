package dev.kindling.learner.gradient;

import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.task.TaskShape;

@Meaning("MAML whose inner gradients go through a learned linear map, as in Meta-Curvature.")
public record MetaCurvatureSettings(
    @Meaning("Inner steps while training.") @Bounds(least = 1, most = LearnerLimits.STEPS)
        int steps,
    @Meaning("The inner step size, alpha, by which the maps' results are multiplied.")
        @Bounds(above = 0)
        double rate,
    @Meaning("What is learned of the curvature.") Curvature curvature)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  /** The form of the learned map. */
  public enum Curvature {
    @Meaning("A factor for each number of each parameter.")
    DIAGONAL,
    @Meaning(
        "A square matrix for each axis of each parameter: inputs, outputs and, of kernels, places.")
    KRONECKER
  }

  public MetaCurvatureSettings {
    Require.positive("steps", steps);
    Require.atMost("steps", steps, LearnerLimits.STEPS);
    Require.positive("rate", rate);
    Require.present("curvature", curvature);
  }

  public static MetaCurvatureSettings defaults() {
    return new MetaCurvatureSettings(1, 0.01, Curvature.KRONECKER);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new MetaCurvature(this, architecture.build(shape));
  }
}
