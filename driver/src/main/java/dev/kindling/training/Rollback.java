package dev.kindling.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/**
 * A run that diverged and went back.
 *
 * @param number how often it has gone back, this time among them
 * @param most how often it may
 * @param diverged the outer step that could not be made
 * @param step how many outer steps count, as after the checkpoint
 * @param factor what the outer rate is multiplied by from there on
 * @param rate of the next step, if the optimiser says
 * @param reason why it diverged
 */
public record Rollback(
    long number,
    int most,
    long diverged,
    long step,
    double factor,
    OptionalDouble rate,
    String reason) {
  private static final MathContext DIGITS = new MathContext(4);

  /** A line for people. */
  public String text() {
    String now = rate.isPresent() ? ", " + shown(rate.getAsDouble()) : "";
    return "back to step %d, with %s times the outer rate%s, since step %d could not be made (rollback %d of %d, training.rollbacks): %s"
        .formatted(step, shown(factor), now, diverged, number, most, reason);
  }

  private static String shown(double value) {
    return new BigDecimal(value, DIGITS).stripTrailingZeros().toPlainString();
  }
}
