package dev.kindling.learn;

/** How large a learner's settings may be; past these a program is too long to be planned. */
public final class LearnerLimits {
  /** Inner steps, each of which makes a program longer. */
  public static final int STEPS = 1000;

  /** The width of a layer that a learner has beside its model. */
  public static final int WIDTH = 65_536;

  private LearnerLimits() {}
}
