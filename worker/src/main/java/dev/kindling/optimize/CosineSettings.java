package dev.kindling.optimize;

import dev.kindling.fault.Require;

/**
 * A linear rise to the full rate, then half a cosine down to {@code floor}, which is kept from step
 * {@code steps} on (Loshchilov and Hutter, <i>SGDR</i>, 2017, without restarts):
 *
 * <pre>
 *   factor(t) = (t + 1) / warmup                                    t &lt; warmup
 *   factor(t) = floor + (1 - floor) (1 + cos(pi p)) / 2             p = (t - warmup) / (steps - warmup)
 * </pre>
 *
 * @param steps where the floor is reached, counted from the start of the run
 * @param warmup how many of these steps rise; 0 for none
 * @param floor the least factor
 */
public record CosineSettings(long steps, long warmup, double floor) implements ScheduleSettings {

  public CosineSettings {
    Require.positive("steps", steps);
    Require.notNegative("warmup", warmup);
    Require.between("floor", floor, 0, 1);
    if (warmup >= steps) {
      throw new IllegalArgumentException(
          "warmup must be below steps, which is " + steps + ", but is " + warmup);
    }
  }

  public static CosineSettings defaults() {
    return new CosineSettings(10_000, 0, 0);
  }

  @Override
  public double factor(long step) {
    if (step < warmup) {
      return (step + 1) / (double) warmup;
    }
    if (step >= steps) {
      return floor;
    }
    double progress = (step - warmup) / (double) (steps - warmup);
    return floor + (1 - floor) * (1 + StrictMath.cos(Math.PI * progress)) / 2;
  }
}
