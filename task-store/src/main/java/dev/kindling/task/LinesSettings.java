package dev.kindling.task;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

/**
 * Linear regression:
 *
 * <pre>
 *   y = w . x + b + noise e,   w_i ~ U[-maximumSlope, maximumSlope),
 *                                b ~ U[-maximumIntercept, maximumIntercept),
 *                              x_i ~ U[-maximumInput, maximumInput),   e ~ N(0, 1)
 * </pre>
 */
@Meaning(
    "Regression to noisy points of a line, or of a plane: y = w . x + b, each"
        + " task with slopes w and an intercept b that are drawn uniformly.")
public record LinesSettings(
    @Meaning("Examples of a task to adapt to.") @Bounds(least = 1, most = TaskLimits.EXAMPLES)
        int support,
    @Meaning("Examples of a task to be judged on.") @Bounds(least = 1, most = TaskLimits.EXAMPLES)
        int query,
    @Meaning(value = "How many numbers x has.", example = "3")
        @Bounds(least = 1, most = TaskLimits.INPUTS)
        int inputs,
    @Meaning("Each slope is drawn from minus this to this.") @Bounds(least = 0) double maximumSlope,
    @Meaning("The intercept is drawn from minus this to this.") @Bounds(least = 0)
        double maximumIntercept,
    @Meaning("Each number of x is drawn from minus this to this.") @Bounds(above = 0)
        double maximumInput,
    @Meaning("The standard deviation of what is added to y.") @Bounds(least = 0) double noise)
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
