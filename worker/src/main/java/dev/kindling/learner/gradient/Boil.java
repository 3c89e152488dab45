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
 * Body only in the inner loop (Oh, Yoo, Kim, Yun 2021). With theta of a body b and a head h, for
 * each task, from {@code b_0 = b}, K inner steps on the support loss,
 *
 * <pre>b_{k+1} = b_k - alpha dL_support(b_k, h)/db_k,</pre>
 *
 * and the meta-gradient is {@code d/dtheta sum_tasks L_query(b_K, h)}, by the head too.
 */
record Boil(BoilSettings settings, Model model) implements ModelLearner {
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
        (phi, k) -> phi.and(episode.keep(k, moved(phi, k, support, episode))));
  }

  private Symbols moved(Symbols phi, int k, Batch support, Episode episode) {
    Symbols body = phi.group(Model.BODY).in(Model.BODY);
    Symbol predictions = model.apply(phi, episode.examples(k, support));
    Symbols gradient = InnerGradient.of(predictions, support, body, episode, settings.order());
    return body.minus(gradient.times(settings.rate()));
  }
}
