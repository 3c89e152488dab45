package dev.kindling.learner.gradient;

import dev.kindling.fault.Require;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.Architecture;
import dev.kindling.model.Model;
import dev.kindling.task.TaskShape;

@Meaning(
    "CAVIA: only a few context numbers are learned of a task, which enter the network beside the"
        + " features; all else is shared.")
public record CaviaSettings(
    @Meaning("Inner steps while training.") @Bounds(least = 1, most = LearnerLimits.STEPS)
        int steps,
    @Meaning("The inner step size, alpha, of the context numbers.") @Bounds(above = 0) double rate,
    @Meaning("How many context numbers a task has.")
        @Bounds(least = 1, most = CaviaSettings.MOST_CONTEXT)
        int context,
    @Meaning(
            "2 for the exact meta-gradient, 1 to take inner gradients as constants, which"
                + " costs less.")
        @Bounds(least = 1, most = 2)
        int order)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  static final int MOST_CONTEXT = 10_000;

  public CaviaSettings {
    Require.positive("steps", steps);
    Require.atMost("steps", steps, LearnerLimits.STEPS);
    Require.positive("rate", rate);
    Require.positive("context", context);
    Require.atMost("context", context, MOST_CONTEXT);
    Require.between("order", order, 1, 2);
  }

  public static CaviaSettings defaults() {
    return new CaviaSettings(1, 1, 5, 2);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    Model plain = architecture.build(shape);
    boolean normalises = !plain.normalisation().isEmpty();
    return new Cavia(
        this,
        normalises
            ? new Modulation(plain, context)
            : new ContextInputs(architecture.build(ContextInputs.widened(shape, context))));
  }
}
