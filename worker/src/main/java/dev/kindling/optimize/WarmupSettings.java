package dev.kindling.optimize;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

/**
 * The rate is above zero from the first step on:
 *
 * <pre>
 *   factor(t) = min(1, (t + 1) / steps)
 * </pre>
 */
@Meaning("A linear rise to the full rate, which is kept from then on.")
public record WarmupSettings(@Meaning("Outer steps of the rise.") @Bounds(least = 1) long steps)
    implements ScheduleSettings {

  public WarmupSettings {
    Require.positive("steps", steps);
  }

  public static WarmupSettings defaults() {
    return new WarmupSettings(1000);
  }

  @Override
  public double factor(long step) {
    return step >= steps ? 1 : (step + 1) / (double) steps;
  }
}
