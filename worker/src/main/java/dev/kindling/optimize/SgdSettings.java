package dev.kindling.optimize;

import dev.kindling.fault.Require;

/** Gradient descent, with momentum when that is above 0. See {@link Sgd} for the rule. */
public record SgdSettings(
    double rate, double momentum, ScheduleSettings schedule, ClipSettings clip)
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
}
