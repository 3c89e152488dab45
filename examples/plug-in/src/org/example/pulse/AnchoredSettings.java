package org.example.pulse;

import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.task.TaskShape;

@Meaning(
    "Gradient descent that is drawn back to where it began: each inner step also goes a part of the"
        + " way back to the meta-parameters.")
public record AnchoredSettings(
    @Meaning(value = "Inner steps while training.", example = "5")
        @Bounds(least = 1, most = LearnerLimits.STEPS)
        int steps,
    @Meaning("The inner step size, alpha.") @Bounds(above = 0) double rate,
    @Meaning("How strongly a step is drawn back, lambda.") @Bounds(least = 0) double pull)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  public AnchoredSettings {
    Require.between("steps", steps, 1, LearnerLimits.STEPS);
    Require.positive("rate", rate);
    Require.notNegative("pull", pull);
  }

  public static AnchoredSettings defaults() {
    return new AnchoredSettings(2, 0.01, 0.5);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new Anchored(this, architecture.build(shape));
  }
}
