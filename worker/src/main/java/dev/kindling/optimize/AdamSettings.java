package dev.kindling.optimize;

import dev.kindling.fault.Require;

/** Kingma and Ba's Adam. See {@link Adam} for the rule. */
public record AdamSettings(
    double rate,
    double beta1,
    double beta2,
    double epsilon,
    ScheduleSettings schedule,
    ClipSettings clip)
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
}
