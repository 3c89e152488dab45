package dev.kindling.optimize;

import dev.kindling.fault.Require;

/** Adam with Loshchilov and Hutter's decoupled weight decay. See {@link AdamW} for the rule. */
public record AdamWSettings(
    double rate,
    double beta1,
    double beta2,
    double epsilon,
    double weightDecay,
    ScheduleSettings schedule,
    ClipSettings clip)
    implements OptimizerSettings {

  public AdamWSettings {
    Require.positive("rate", rate);
    Require.betweenBelow("beta1", beta1, 0, 1);
    Require.betweenBelow("beta2", beta2, 0, 1);
    Require.positive("epsilon", epsilon);
    Require.notNegative("weight-decay", weightDecay);
    Require.present("schedule", schedule);
    Require.present("clip", clip);
  }

  public static AdamWSettings defaults() {
    return new AdamWSettings(
        1e-3, .9, .999, 1e-8, .01, ConstantSettings.defaults(), ClipSettings.defaults());
  }

  @Override
  public Optimizer build() {
    return new AdamW(this);
  }
}
