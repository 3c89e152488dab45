package dev.kindling.task;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

/**
 * The first experiment of Finn, Abbeel and Levine, <i>Model-Agnostic Meta-Learning</i> (2017),
 * section 5.1. The paper does not give the sign of the phase; the minus is that of its authors'
 * code.
 */
@Meaning(
    "Regression to sine waves y = A sin(x - p), each with an amplitude A, a phase"
        + " p and inputs x that are drawn uniformly.")
public record SinusoidSettings(
    @Meaning("Examples of a task to adapt to.") @Bounds(least = 1, most = TaskLimits.EXAMPLES)
        int support,
    @Meaning("Examples of a task to be judged on.") @Bounds(least = 1, most = TaskLimits.EXAMPLES)
        int query,
    @Meaning("The least amplitude A.") @Bounds(least = 0) double minimumAmplitude,
    @Meaning("The most that the amplitude A may be.") @Bounds(leastIs = "minimum-amplitude")
        double maximumAmplitude,
    @Meaning("The most that the phase p may be; the least is 0.") @Bounds(least = 0)
        double maximumPhase,
    @Meaning("The least input x.") double minimumInput,
    @Meaning("The most that an input x may be.") @Bounds(aboveIs = "minimum-input")
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
