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
    "Meta-SGD: MAML that learns an inner step size for each number of the model, beside"
        + " where the steps start; step sizes may become negative.")
public record MetaSgdSettings(
    @Meaning(value = "Inner steps while training.", example = "5")
        @Bounds(least = 1, most = LearnerLimits.STEPS)
        int steps,
    @Meaning("What each inner step size is at first.") @Bounds(above = 0) double rate,
    @Meaning(
            "2 for the exact meta-gradient, 1 to take inner gradients as constants, which"
                + " costs less.")
        @Bounds(least = 1, most = 2)
        int order)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  public MetaSgdSettings {
    Require.positive("steps", steps);
    Require.atMost("steps", steps, LearnerLimits.STEPS);
    Require.positive("rate", rate);
    Require.between("order", order, 1, 2);
  }

  public static MetaSgdSettings defaults() {
    return new MetaSgdSettings(1, 0.01, 2);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new MetaSgd(this, architecture.build(shape));
  }
}
