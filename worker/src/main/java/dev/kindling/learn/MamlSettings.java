package dev.kindling.learn;

import dev.kindling.fault.Require;
import dev.kindling.model.Model;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;

/**
 * Model-agnostic meta-learning.
 *
 * @param steps inner steps while training
 * @param rate the inner step size, alpha
 * @param order 2 for the exact meta-gradient, 1 to take inner gradients as constants
 */
public record MamlSettings(int steps, double rate, int order) implements LearnerSettings {
  private static final long serialVersionUID = 1;

  /** Inner steps: each makes a program longer, and its planning more than that. */
  public static final int MOST_STEPS = 1000;

  public MamlSettings {
    Require.positive("steps", steps);
    Require.atMost("steps", steps, MOST_STEPS);
    Require.positive("rate", rate);
    Require.between("order", order, 1, 2);
  }

  public static MamlSettings defaults() {
    return new MamlSettings(1, 0.01, 2);
  }

  @Override
  public Learner build(Model model, TaskShape shape, Sizes sizes) {
    return new Maml(this, model, shape, sizes);
  }
}
