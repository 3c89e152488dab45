package dev.kindling.learner.gradient;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.MetaGradientOrder;
import dev.kindling.learn.Trajectory;
import dev.kindling.model.Model;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * Model-agnostic meta-learning (Finn, Abbeel, Levine 2017). For each task, from {@code phi_0 =
 * theta}, K inner steps of gradient descent on the support loss,
 *
 * <pre>phi_{k+1} = phi_k - alpha dL_support(phi_k)/dphi_k,</pre>
 *
 * and the meta-gradient is {@code d/dtheta sum_tasks L_query(phi_K)}, through all the steps. With
 * order 1 (FOMAML) each inner gradient is taken as a constant.
 *
 * <p>Departures from the paper: the sum over tasks is weighted, so that a block may be filled up
 * with tasks that do not count.
 */
record Maml(MamlSettings settings, Model model) implements ModelLearner {
  @Override
  public int steps() {
    return settings.steps();
  }

  @Override
  public MetaGradientOrder order() {
    return MetaGradientOrder.of(settings.order());
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    return new Trajectory(
        model,
        support.inputs(),
        theta,
        (phi, k) ->
            episode.keep(k, phi.minus(taken(phi, k, support, episode).times(settings.rate()))));
  }

  private Symbols taken(Symbols phi, int k, Batch support, Episode episode) {
    Symbol predictions = model.apply(phi, episode.examples(k, support));
    return InnerGradient.of(predictions, support, phi, episode, settings.order());
  }
}
