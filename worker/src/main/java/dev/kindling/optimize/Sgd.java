package dev.kindling.optimize;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Gradient descent with Polyak's momentum. With g the clipped gradient at outer step t, mu the
 * momentum and eta_t = rate factor(t):
 *
 * <pre>
 *   v     &lt;- mu v + g,   v = 0 at first
 *   theta &lt;- theta - eta_t v
 * </pre>
 *
 * The velocity is in units of the gradient, as in PyTorch, so that a schedule acts at once. Without
 * momentum v is g and is not kept.
 */
final class Sgd implements Optimizer {

  private static final String MOMENTUM = "momentum";

  private final SgdSettings settings;
  private final List<String> slots;

  Sgd(SgdSettings settings) {
    this.settings = settings;
    this.slots = settings.momentum() > 0 ? List.of(MOMENTUM) : List.of();
  }

  @Override
  public OptimizerState initialState(int size) {
    return OptimizerState.zero(size, slots);
  }

  @Override
  public Update update(float[] theta, float[] gradient, OptimizerState state) {
    Vectors.requireAlike(theta, gradient);
    state.requireSlots(slots, theta.length);
    double[] g = settings.clip().clip(gradient);
    double[] v = slots.isEmpty() ? g : velocity(g, state.slots().get(MOMENTUM));
    double eta = eta(state);
    float[] moved = new float[theta.length];
    for (int i = 0; i < theta.length; i++) {
      moved[i] = (float) (theta[i] - eta * v[i]);
    }
    return new Update(
        moved, state.next(slots.isEmpty() ? Map.of() : Map.of(MOMENTUM, Vectors.rounded(v))));
  }

  private double eta(OptimizerState state) {
    return settings.rate() * settings.schedule().factor(state.step());
  }

  @Override
  public OptionalDouble rate(OptimizerState state) {
    return OptionalDouble.of(eta(state));
  }

  private double[] velocity(double[] g, float[] previous) {
    double[] v = new double[g.length];
    for (int i = 0; i < g.length; i++) {
      v[i] = settings.momentum() * previous[i] + g[i];
    }
    return v;
  }
}
