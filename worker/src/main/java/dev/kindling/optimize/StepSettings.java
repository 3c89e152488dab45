package dev.kindling.optimize;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

/**
 * With t the outer step, counted from 0:
 *
 * <pre>
 *   factor(t) = factor ^ floor(t / every)
 * </pre>
 */
@Meaning("A rate that falls in steps.")
public record StepSettings(
    @Meaning("Outer steps from one fall to the next.") @Bounds(least = 1) long every,
    @Meaning("What the rate is multiplied by at each fall.") @Bounds(above = 0, most = 1)
        double factor)
    implements ScheduleSettings {

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
