package dev.kindling.learn;

/**
 * How the meta-gradient that a learner is moved by stands to the loss that it reports; {@code
 * kindling check} holds learners to it.
 */
public enum MetaGradientOrder {
  /** The derivative of the loss, through all that theta goes through. */
  EXACT("exact"),

  /** The derivative of the loss with what passes {@code stopGradient} taken as constants. */
  FIRST_ORDER("first order"),

  /** A direction that is no derivative of the loss, or one in a limit only. */
  PSEUDO_GRADIENT("pseudo-gradient");

  private final String text;

  MetaGradientOrder(String text) {
    this.text = text;
  }

  /** What a setting {@code order} of 1 or 2 claims. */
  public static MetaGradientOrder of(int order) {
    return order == 1 ? FIRST_ORDER : EXACT;
  }

  @Override
  public String toString() {
    return text;
  }
}
