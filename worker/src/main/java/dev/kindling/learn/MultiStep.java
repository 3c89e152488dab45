package dev.kindling.learn;

import dev.kindling.trace.Symbol;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exact gradient of a weighted sum of the query losses after each inner step, {@code sum_k w_k
 * L_query(phi_k)} for k = 1..K (Antoniou, Edwards, Storkey 2019). All weights begin at 1 / K. Over
 * the first {@code duration} outer steps those of all inner steps but the last fall evenly, at most
 * to .03 / K, and the last has what is left of 1; from then on it has all.
 */
public final class MultiStep implements MetaObjective {
  private static final double LEAST = 0.03;

  private final int steps;
  private final long duration;

  /**
   * @param steps inner steps of training, at least 1
   * @param duration outer steps, at least 1
   */
  public MultiStep(int steps, long duration) {
    this.steps = steps;
    this.duration = duration;
  }

  /** The weights of an outer step, as controls. */
  public Map<String, Double> controls(long outer) {
    double falling = Math.max(1 - outer / (double) duration, LEAST) / steps;
    double share = outer < duration ? falling : 0;
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int k = 1; k < steps; k++) {
      weights.put(weight(k), share);
    }
    weights.put(weight(steps), 1 - share * (steps - 1));
    return weights;
  }

  /** The control that weighs the loss after inner step {@code k}. */
  private static String weight(int k) {
    return "weight-of-step-" + k;
  }

  @Override
  public Contribution of(Lesson lesson) {
    Symbol loss = weighted(lesson, 1);
    for (int k = 2; k <= steps; k++) {
      loss = loss.plus(weighted(lesson, k));
    }
    return new Contribution(loss, lesson.gradient(lesson.sum(loss)));
  }

  @Override
  public MetaGradientOrder order() {
    return MetaGradientOrder.EXACT;
  }

  private static Symbol weighted(Lesson lesson, int k) {
    Symbol loss = lesson.loss(k);
    return loss.times(lesson.episode().control(weight(k)).broadcast(loss.shape(), 0));
  }
}
