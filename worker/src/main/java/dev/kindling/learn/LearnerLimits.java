package dev.kindling.learn;

/** How large a learner's settings may be; past these a program would take too long to plan. */
public final class LearnerLimits {
  /** Inner steps, each of which makes a program longer. */
  public static final int STEPS = 1000;

  /** The width of a layer that a learner has beside its model. */
  public static final int WIDTH = 65_536;

  private LearnerLimits() {}
}
