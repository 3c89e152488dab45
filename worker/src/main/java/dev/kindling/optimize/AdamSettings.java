package dev.kindling.optimize;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import java.util.Optional;

/** {@link Adam} has the rule. */
@Meaning("Kingma and Ba's Adam: each parameter has a step size of its own.")
public record AdamSettings(
    @Meaning("The outer step size, before the schedule.") @Bounds(above = 0) double rate,
    @Meaning("How much of the mean of gradients each step keeps.") @Bounds(least = 0, below = 1)
        double beta1,
    @Meaning("How much of the mean of squared gradients each step keeps.")
        @Bounds(least = 0, below = 1)
        double beta2,
    @Meaning(
            "What is added to the root of the mean of squares, so that nothing is divided"
                + " by 0.")
        @Bounds(above = 0)
        double epsilon,
    @Meaning("How the rate changes over a run.") ScheduleSettings schedule,
    @Meaning("Limits on the meta-gradient.") ClipSettings clip)
    implements OptimizerSettings {

  public AdamSettings {
    Require.positive("rate", rate);
    Require.betweenBelow("beta1", beta1, 0, 1);
    Require.betweenBelow("beta2", beta2, 0, 1);
    Require.positive("epsilon", epsilon);
    Require.present("schedule", schedule);
    Require.present("clip", clip);
  }

  public static AdamSettings defaults() {
    return new AdamSettings(
        1e-3, .9, .999, 1e-8, ConstantSettings.defaults(), ClipSettings.defaults());
  }

  @Override
  public Optimizer build() {
    return new Adam(this);
  }

  @Override
  public Optional<OptimizerSettings> slowed(double factor) {
    return Optional.of(new AdamSettings(rate * factor, beta1, beta2, epsilon, schedule, clip));
  }
}
