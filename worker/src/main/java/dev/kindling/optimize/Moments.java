package dev.kindling.optimize;

import java.util.List;
import java.util.Map;

/**
 * Adam's running moments of the gradient, and the direction that they give. At the t-th update,
 * counted from 1:
 *
 * <pre>
 *   m &lt;- beta1 m + (1 - beta1) g         m^ = m / (1 - beta1^t)
 *   v &lt;- beta2 v + (1 - beta2) g^2       v^ = v / (1 - beta2^t)
 *   direction = m^ / (sqrt(v^) + epsilon)
 * </pre>
 */
record Moments(double beta1, double beta2, double epsilon) {

  private static final String FIRST = "first-moment";
  private static final String SECOND = "second-moment";

  static final List<String> SLOTS = List.of(FIRST, SECOND);

  /** A direction for one update, which is passed on at once and never compared. */
  @SuppressWarnings("ArrayRecordComponent")
  record Step(double[] direction, OptimizerState state) {}

  /**
   * The next moments, and where they lead.
   *
   * @param gradient is used up: the direction takes its place
   */
  Step step(double[] gradient, OptimizerState state) {
    float[] first = state.slots().get(FIRST).clone();
    float[] second = state.slots().get(SECOND).clone();
    double t = (double) state.step() + 1;
    double correction1 = 1 - StrictMath.pow(beta1, t);
    double correction2 = 1 - StrictMath.pow(beta2, t);
    double[] m = gradient;
    double[] v = new double[gradient.length];
    for (int i = 0; i < gradient.length; i++) {
      double g = gradient[i];
      m[i] = beta1 * first[i] + (1 - beta1) * g;
      v[i] = beta2 * second[i] + (1 - beta2) * g * g;
      first[i] = (float) m[i];
      second[i] = (float) v[i];
    }
    direct(m, correction1, v, correction2);
    return new Step(m, state.next(Map.of(FIRST, first, SECOND, second)));
  }

  /** A loop over doubles alone: the JIT divides and takes roots of several at a time. */
  private void direct(double[] m, double correction1, double[] v, double correction2) {
    for (int i = 0; i < m.length; i++) {
      m[i] = (m[i] / correction1) / (Math.sqrt(v[i] / correction2) + epsilon);
    }
  }
}
