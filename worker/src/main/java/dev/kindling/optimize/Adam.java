package dev.kindling.optimize;

import java.util.OptionalDouble;

/**
 * Kingma and Ba, <i>Adam: a method for stochastic optimization</i> (2015), algorithm 1. With the
 * direction of {@link Moments} and eta_t = rate factor(t):
 *
 * <pre>
 *   theta &lt;- theta - eta_t direction
 * </pre>
 */
final class Adam implements Optimizer {

  private final AdamSettings settings;
  private final Moments moments;

  Adam(AdamSettings settings) {
    this.settings = settings;
    this.moments = new Moments(settings.beta1(), settings.beta2(), settings.epsilon());
  }

  @Override
  public OptimizerState initialState(int size) {
    return OptimizerState.zero(size, Moments.SLOTS);
  }

  @Override
  public Update update(float[] theta, float[] gradient, OptimizerState state) {
    Vectors.requireAlike(theta, gradient);
    state.requireSlots(Moments.SLOTS, theta.length);
    Moments.Step step = moments.step(settings.clip().clip(gradient), state);
    double eta = eta(state);
    float[] moved = new float[theta.length];
    for (int i = 0; i < theta.length; i++) {
      moved[i] = (float) (theta[i] - eta * step.direction()[i]);
    }
    return new Update(moved, step.state());
  }

  private double eta(OptimizerState state) {
    return settings.rate() * settings.schedule().factor(state.step());
  }

  @Override
  public OptionalDouble rate(OptimizerState state) {
    return OptionalDouble.of(eta(state));
  }
}
