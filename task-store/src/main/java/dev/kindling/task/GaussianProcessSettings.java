package dev.kindling.task;

import dev.kindling.fault.Require;

/**
 * Regression to functions drawn from Gaussian processes, each with a kernel of its own:
 *
 * <pre>
 *   y = f(x) + noise e,   f ~ GP(0, k),   k(x, x') = v exp(-(x - x')^2 / (2 l^2)),
 *         l ~ U[minimumLengthscale, maximumLengthscale),
 *         v ~ U[minimumVariance, maximumVariance),
 *         x ~ U[-maximumInput, maximumInput),   e ~ N(0, 1)
 * </pre>
 */
public record GaussianProcessSettings(
    int support,
    int query,
    double minimumLengthscale,
    double maximumLengthscale,
    double minimumVariance,
    double maximumVariance,
    double maximumInput,
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
