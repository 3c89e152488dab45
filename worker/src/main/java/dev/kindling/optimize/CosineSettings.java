package dev.kindling.optimize;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

/**
 * Loshchilov and Hutter, <i>SGDR</i> (2017), without restarts:
 *
 * <pre>
 *   factor(t) = (t + 1) / warmup                                    t &lt; warmup
 *   factor(t) = floor + (1 - floor) (1 + cos(pi p)) / 2             p = (t - warmup) / (steps - warmup)
 * </pre>
 */
@Meaning("A linear rise to the full rate, then half a cosine down to the floor, which is kept.")
public record CosineSettings(
    @Meaning(
            "The outer step at which the floor is reached, counted from the start of the"
                + " run: mostly the last one.")
        @Bounds(least = 1)
        long steps,
    @Meaning(value = "How many of these steps rise; 0 for none.", example = "100")
        @Bounds(least = 0, belowIs = "steps")
        long warmup,
    @Meaning(value = "The least that the rate is multiplied by.", example = "0.01")
        @Bounds(least = 0, most = 1)
        double floor)
    implements ScheduleSettings {

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
