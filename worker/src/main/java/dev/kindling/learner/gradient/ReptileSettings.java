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
    "Reptile: the start of gradient descent goes towards where each task's descent ends, and"
        + " nothing is differentiated twice. Choose optimizer sgd, whose rate is the step towards"
        + " the mean of the ends.")
public record ReptileSettings(
    @Meaning(value = "Inner steps while training.", example = "8")
        @Bounds(least = 1, most = LearnerLimits.STEPS)
        int steps,
    @Meaning("The inner step size.") @Bounds(above = 0) double rate,
    @Meaning("How an inner step follows from the gradient.") Descent descent,
    @Meaning(
            value =
                "How many of a task's support examples each inner step looks at, drawn from the"
                    + " task's key; 0 for all.",
            example = "10")
        @Bounds(least = 0)
        int batch,
    @Meaning("How slowly adam forgets the squares of gradients.") @Bounds(least = 0, below = 1)
        double beta2,
    @Meaning("What adam adds to the root of the mean square.") @Bounds(above = 0) double epsilon)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  /** How an inner step follows from the gradient. */
  public enum Descent {
    @Meaning("Against the gradient.")
    SGD,
    @Meaning("Adam without momentum: each number's gradient over the root of its mean square.")
    ADAM
  }

  public ReptileSettings {
    Require.positive("steps", steps);
    Require.atMost("steps", steps, LearnerLimits.STEPS);
    Require.positive("rate", rate);
    Require.present("descent", descent);
    Require.notNegative("batch", batch);
    Require.betweenBelow("beta2", beta2, 0, 1);
    Require.positive("epsilon", epsilon);
  }

  /** With all support examples in each step, and Adam's usual numbers. */
  public ReptileSettings(int steps, double rate, Descent descent) {
    this(steps, rate, descent, 0, 0.999, 1e-8);
  }

  public static ReptileSettings defaults() {
    return new ReptileSettings(8, 0.001, Descent.ADAM);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new Reptile(this, architecture.build(shape));
  }
}
