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
    "Almost no inner loop: MAML whose inner steps move the head alone, on features that"
        + " all tasks share.")
public record AnilSettings(
    @Meaning(value = "Inner steps while training.", example = "5")
        @Bounds(least = 1, most = LearnerLimits.STEPS)
        int steps,
    @Meaning("The inner step size, alpha.") @Bounds(above = 0) double rate,
    @Meaning(
            "2 for the exact meta-gradient, 1 to take inner gradients as constants, which"
                + " costs less.")
        @Bounds(least = 1, most = 2)
        int order)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  public AnilSettings {
    Require.positive("steps", steps);
    Require.atMost("steps", steps, LearnerLimits.STEPS);
    Require.positive("rate", rate);
    Require.between("order", order, 1, 2);
  }

  public static AnilSettings defaults() {
    return new AnilSettings(5, 0.1, 2);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new Anil(this, architecture.build(shape));
  }
}
