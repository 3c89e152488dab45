package dev.kindling.optimize;

import java.util.OptionalDouble;

/**
 * Loshchilov and Hutter, <i>Decoupled weight decay regularization</i> (2019), algorithm 2. With the
 * direction of {@link Moments}, eta_t = rate factor(t) and lambda the weight decay:
 *
 * <pre>
 *   theta &lt;- theta - eta_t (direction + lambda theta)
 * </pre>
 *
 * Departure from the paper: there the decay is not multiplied by the rate, only by the schedule.
 * Here, as in PyTorch and Optax, it is multiplied by both, so the paper's lambda is rate times this
 * one.
 */
final class AdamW implements Optimizer {

  private final AdamWSettings settings;
  private final Moments moments;

  AdamW(AdamWSettings settings) {
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
    double lambda = settings.weightDecay();
    float[] moved = new float[theta.length];
    for (int i = 0; i < theta.length; i++) {
      moved[i] = (float) (theta[i] - eta * (step.direction()[i] + lambda * theta[i]));
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
