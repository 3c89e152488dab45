package dev.kindling.optimize;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

/**
 * The limits apply in this order:
 *
 * <pre>
 *   g_i &lt;- max(-value, min(value, g_i))
 *   g   &lt;- g min(1, norm / |g|)               |g| = sqrt(sum g_i^2) over all parameters
 * </pre>
 */
@Meaning("Limits on the meta-gradient, the value's before the norm's.")
public record ClipSettings(
    @Meaning(value = "The most that any one element may be; 0 for no limit.", example = "10")
        @Bounds(least = 0)
        double value,
    @Meaning(value = "The most that the Euclidean length may be; 0 for no limit.", example = "10")
        @Bounds(least = 0)
        double norm) {

  public ClipSettings {
    Require.notNegative("value", value);
    Require.notNegative("norm", norm);
  }

  public static ClipSettings defaults() {
    return new ClipSettings(0, 0);
  }

  /** The limited gradient, in double. A gradient that is not finite is refused. */
  double[] clip(float[] gradient) {
    double[] clipped = new double[gradient.length];
    for (int i = 0; i < gradient.length; i++) {
      clipped[i] = clipValue(finite(gradient, i));
    }
    clipNorm(clipped);
    return clipped;
  }

  private double clipValue(double element) {
    return value == 0 ? element : Math.max(-value, Math.min(value, element));
  }

  private void clipNorm(double[] gradient) {
    if (norm == 0) {
      return;
    }
    double squares = 0;
    for (double element : gradient) {
      squares += element * element;
    }
    double length = Math.sqrt(squares);
    if (length <= norm) {
      return;
    }
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= norm / length;
    }
  }

  private static double finite(float[] gradient, int i) {
    if (!Float.isFinite(gradient[i])) {
      throw Fault.data(
          "Element %d of the meta-gradient's %d is %s: training has diverged; resume from an earlier"
                  .formatted(i, gradient.length, gradient[i])
              + " checkpoint with a lower rate or with clip.norm set.");
    }
    return gradient[i];
  }
}
