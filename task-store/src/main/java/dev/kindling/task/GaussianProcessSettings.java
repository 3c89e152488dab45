package dev.kindling.task;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

/**
 * With the kernel of each task its own:
 *
 * <pre>
 *   y = f(x) + noise e,   f ~ GP(0, k),   k(x, x') = v exp(-(x - x')^2 / (2 l^2)),
 *         l ~ U[minimumLengthscale, maximumLengthscale),
 *         v ~ U[minimumVariance, maximumVariance),
 *         x ~ U[-maximumInput, maximumInput),   e ~ N(0, 1)
 * </pre>
 */
@Meaning(
    "Regression to smooth functions that are drawn from Gaussian processes, each"
        + " with a lengthscale and a variance of its own.")
public record GaussianProcessSettings(
    @Meaning("Examples of a task to adapt to.") @Bounds(least = 1, most = TaskLimits.CORRELATED)
        int support,
    @Meaning("Examples of a task to be judged on.") @Bounds(least = 1, most = TaskLimits.CORRELATED)
        int query,
    @Meaning("The least lengthscale: how far apart inputs are whose values still go together.")
        @Bounds(above = 0)
        double minimumLengthscale,
    @Meaning("The most that the lengthscale may be.") @Bounds(leastIs = "minimum-lengthscale")
        double maximumLengthscale,
    @Meaning("The least variance of the function.") @Bounds(least = 0) double minimumVariance,
    @Meaning("The most that the variance of the function may be.")
        @Bounds(leastIs = "minimum-variance")
        double maximumVariance,
    @Meaning("Inputs are drawn from minus this to this.") @Bounds(above = 0) double maximumInput,
    @Meaning(value = "The standard deviation of what is added to y.", example = "0.1")
        @Bounds(least = 0)
        double noise)
    implements TaskSettings {
  private static final long serialVersionUID = 1;

  public GaussianProcessSettings {
    Require.positive("support", support);
    Require.positive("query", query);
    Require.atMost("support", support, TaskLimits.CORRELATED);
    Require.atMost("query", query, TaskLimits.CORRELATED);
    Require.positive("minimum-lengthscale", minimumLengthscale);
    Require.atLeast("maximum-lengthscale", maximumLengthscale, minimumLengthscale);
    Require.notNegative("minimum-variance", minimumVariance);
    Require.atLeast("maximum-variance", maximumVariance, minimumVariance);
    Require.positive("maximum-input", maximumInput);
    Require.notNegative("noise", noise);
  }

  public static GaussianProcessSettings defaults() {
    return new GaussianProcessSettings(10, 10, .5, 1, .5, 1, 2, 0);
  }

  @Override
  public TaskSource open(Split split) {
    return new GaussianProcessSource(this, split);
  }
}
