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
    "MAML++: MAML with learned inner step sizes, a loss after every inner step and scales of"
        + " normalisation of each step's own, each of which can be switched off.")
public record MamlPlusPlusSettings(
    @Meaning(value = "Inner steps while training.", example = "5")
        @Bounds(least = 1, most = LearnerLimits.STEPS)
        int steps,
    @Meaning("The inner step size, alpha, or what learned ones begin at.") @Bounds(above = 0)
        double rate,
    @Meaning("Whether inner step sizes are learned.") Rates rates,
    @Meaning(
            "Outer steps over which the loss after the last inner step takes over from the losses"
                + " after each; 0 to count the last alone from the start.")
        @Bounds(least = 0)
        long multiStep,
    @Meaning(
            "Outer steps, the first ones, in which inner gradients are taken as constants; after"
                + " them the meta-gradient is exact.")
        @Bounds(least = 0)
        long firstOrder,
    @Meaning("Scale and shift of batch normalisation, of networks that have some.")
        Normaliser normaliser)
    implements LearnerSettings {
  private static final long serialVersionUID = 1;

  /** Where inner step sizes come from. */
  public enum Rates {
    @Meaning("All are the rate that is given.")
    FIXED,
    @Meaning("Each parameter tensor has one for each inner step, which is learned.")
    LEARNED
  }

  /** Which scale and shift normalisations have. */
  public enum Normaliser {
    @Meaning("The same in all inner steps; they are learned from the support set as all else is.")
    SHARED,
    @Meaning("Each inner step has its own, which the support set does not move.")
    PER_STEP
  }

  public MamlPlusPlusSettings {
    Require.positive("steps", steps);
    Require.atMost("steps", steps, LearnerLimits.STEPS);
    Require.positive("rate", rate);
    Require.present("rates", rates);
    Require.notNegative("multi-step", multiStep);
    Require.notNegative("first-order", firstOrder);
    Require.present("normaliser", normaliser);
  }

  public static MamlPlusPlusSettings defaults() {
    return new MamlPlusPlusSettings(5, 0.01, Rates.LEARNED, 1000, 0, Normaliser.PER_STEP);
  }

  @Override
  public Learner build(Architecture architecture, TaskShape shape) {
    return new MamlPlusPlus(this, architecture.build(shape));
  }
}
