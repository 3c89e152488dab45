package dev.kindling.optimize;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import java.util.Optional;

/** {@link Sgd} has the rule. */
@Meaning("Gradient descent, with momentum when that is above 0.")
public record SgdSettings(
    @Meaning("The outer step size, before the schedule.") @Bounds(above = 0) double rate,
    @Meaning(value = "How much of the last step's direction is kept; 0 for none.", example = "0.9")
        @Bounds(least = 0, below = 1)
        double momentum,
    @Meaning("How the rate changes over a run.") ScheduleSettings schedule,
    @Meaning("Limits on the meta-gradient.") ClipSettings clip)
    implements OptimizerSettings {

  public SgdSettings {
    Require.positive("rate", rate);
    Require.betweenBelow("momentum", momentum, 0, 1);
    Require.present("schedule", schedule);
    Require.present("clip", clip);
  }

  public static SgdSettings defaults() {
    return new SgdSettings(.01, 0, ConstantSettings.defaults(), ClipSettings.defaults());
  }

  @Override
  public Optimizer build() {
    return new Sgd(this);
  }

  @Override
  public Optional<OptimizerSettings> slowed(double factor) {
    return Optional.of(new SgdSettings(rate * factor, momentum, schedule, clip));
  }
}
