package dev.kindling.task;

import dev.kindling.fault.Require;

/**
 * Linear regression:
 *
 * <pre>
 *   y = w . x + b + noise e,   w_i ~ U[-maximumSlope, maximumSlope),
 *                                b ~ U[-maximumIntercept, maximumIntercept),
 *                              x_i ~ U[-maximumInput, maximumInput),   e ~ N(0, 1)
 * </pre>
 *
 * @param inputs how many numbers x has
 */
public record LinesSettings(
    int support,
    int query,
    int inputs,
    double maximumSlope,
    double maximumIntercept,
    double maximumInput,
    double noise)
    implements TaskSettings {
  private static final long serialVersionUID = 1;

  public LinesSettings {
    Require.positive("support", support);
    Require.positive("query", query);
    Require.atMost("support", support, TaskLimits.EXAMPLES);
    Require.atMost("query", query, TaskLimits.EXAMPLES);
    Require.positive("inputs", inputs);
    Require.atMost("inputs", inputs, TaskLimits.INPUTS);
    TaskLimits.requireRoom("support", support, inputs);
    TaskLimits.requireRoom("query", query, inputs);
    Require.notNegative("maximum-slope", maximumSlope);
    Require.notNegative("maximum-intercept", maximumIntercept);
    Require.positive("maximum-input", maximumInput);
    Require.notNegative("noise", noise);
  }

  public static LinesSettings defaults() {
    return new LinesSettings(10, 10, 1, 3, 3, 1, .1);
  }

  @Override
  public TaskSource open(Split split) {
    return new LinesSource(this, split);
  }
}
