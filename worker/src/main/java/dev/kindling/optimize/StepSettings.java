package dev.kindling.optimize;

import dev.kindling.fault.Require;

/**
 * A rate that falls in steps:
 *
 * <pre>
 *   factor(t) = factor ^ floor(t / every)
 * </pre>
 */
public record StepSettings(long every, double factor) implements ScheduleSettings {

  public StepSettings {
    Require.positive("every", every);
    Require.positive("factor", factor);
    Require.between("factor", factor, 0, 1);
  }

  public static StepSettings defaults() {
    return new StepSettings(10_000, .5);
  }

  @Override
  public double factor(long step) {
    long falls = step / every;
    return StrictMath.pow(factor, (double) falls);
  }
}
