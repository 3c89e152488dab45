package org.example.pulse;

import dev.kindling.differentiate.Gradient;
import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.learn.Trajectory;
import dev.kindling.model.Model;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * For each task, from {@code phi_0 = theta}, K inner steps
 *
 * <pre>phi_{k+1} = phi_k - alpha (dL_support(phi_k)/dphi_k + lambda (phi_k - theta)),</pre>
 *
 * and the meta-gradient is {@code d/dtheta sum_tasks L_query(phi_K)}, through all the steps.
 */
final class Anchored implements Learner {
  private final AnchoredSettings settings;
  private final Model model;

  Anchored(AnchoredSettings settings, Model model) {
    this.settings = settings;
    this.model = model;
  }

  @Override
  public ParameterLayout layout() {
    return model.parameters();
  }

  @Override
  public float[] initialise(Key key) {
    return model.initialise(key);
  }

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
          Symbol predictions = model.apply(phi, episode.examples(k, support));
          Symbol loss = episode.loss().perTask(predictions, support);
          Symbols descent = Gradient.of(loss.sumAll(), phi);
          Symbols back = phi.minus(theta).times(settings.pull());
          return episode.keep(k, phi.minus(descent.plus(back).times(settings.rate())));
        });
  }
}
