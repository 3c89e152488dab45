package dev.kindling.optimize;

import dev.kindling.fault.Require;

/**
 * A linear rise to the full rate, which is kept from then on. No step is wasted on a rate of zero:
 *
 * <pre>
 *   factor(t) = min(1, (t + 1) / steps)
 * </pre>
 */
public record WarmupSettings(long steps) implements ScheduleSettings {

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
