package dev.kindling.learner.gradient;

import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.task.TaskShape;

@Meaning(
    "A baseline: one model for all training tasks at once, without inner steps. An evaluation"
        + " fine-tunes it to each task by gradient descent.")
public record PretrainSettings(
    @Meaning("The step size of the steps that fine-tune.") @Bounds(above = 0) double rate)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  public PretrainSettings {
    Require.positive("rate", rate);
  }

  public static PretrainSettings defaults() {
    return new PretrainSettings(0.01);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new Pretrain(this, architecture.build(shape));
  }
}
