package dev.kindling.task;

import dev.kindling.fault.Require;

/**
 * Regression to sine waves, the first experiment of Finn, Abbeel and Levine, <i>Model-Agnostic
 * Meta-Learning</i> (2017), section 5.1:
 *
 * <pre>
 *   y = A sin(x - phase),   A ~ U[minimumAmplitude, maximumAmplitude),
 *                       phase ~ U[0, maximumPhase),
 *                           x ~ U[minimumInput, maximumInput)
 * </pre>
 *
 * The paper does not give the sign of the phase; the minus is that of its authors' code.
 */
public record SinusoidSettings(
    int support,
    int query,
    double minimumAmplitude,
    double maximumAmplitude,
    double maximumPhase,
    double minimumInput,
    double maximumInput)
    implements TaskSettings {

  public SinusoidSettings {
    Require.positive("support", support);
    Require.positive("query", query);
    Require.atMost("support", support, TaskLimits.EXAMPLES);
    Require.atMost("query", query, TaskLimits.EXAMPLES);
    Require.notNegative("minimum-amplitude", minimumAmplitude);
    Require.atLeast("maximum-amplitude", maximumAmplitude, minimumAmplitude);
    Require.notNegative("maximum-phase", maximumPhase);
    Require.finite("minimum-input", minimumInput);
    Require.above("maximum-input", maximumInput, minimumInput);
  }

  public static SinusoidSettings defaults() {
    return new SinusoidSettings(10, 10, .1, 5, Math.PI, -5, 5);
  }

  @Override
  public TaskSource open(Split split) {
    return new SinusoidSource(this, split);
  }
}
