package dev.kindling.learner.gradient;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Implicit;
import dev.kindling.learn.Learned;
import dev.kindling.learn.MetaObjective;
import dev.kindling.learn.Trajectory;
import dev.kindling.model.Model;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * Meta-learning with implicit gradients (Rajeswaran, Finn, Kakade, Levine 2019). From {@code phi_0
 * = theta}, K steps of gradient descent on the support loss with a pull to theta,
 *
 * <pre>phi_{k+1} = phi_k - alpha (dL_support(phi_k)/dphi_k + lambda (phi_k - theta)),</pre>
 *
 * and the {@link Implicit} meta-gradient at phi_K, which needs no step before the last.
 *
 * <p>Departures from the paper: conjugate gradients start from 0, and a step along a direction in
 * which I + H/lambda is not positive is not taken.
 */
record Imaml(ImamlSettings settings, Model model) implements ModelLearner {
  @Override
  public int steps() {
    return settings.steps();
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    return new Trajectory(
        model,
        support.inputs(),
        theta,
        (phi, k) -> {
          Symbols pull = phi.minus(theta).times(settings.proximity());
          Symbols direction = gradient(phi, support, episode).plus(pull);
          return episode.keep(k, phi.minus(direction.times(settings.rate())));
        });
  }

  private Symbols gradient(Symbols phi, Batch support, Episode episode) {
    Symbol predictions = model.apply(phi, Implicit.examples(support, episode));
    return InnerGradient.of(predictions, support, phi, episode, 2);
  }

  @Override
  public MetaObjective objective() {
    return new Implicit(model, settings.proximity(), settings.iterations());
  }
}
