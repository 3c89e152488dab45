package dev.kindling.learner.gradient;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.MetaGradientOrder;
import dev.kindling.learn.Trajectory;
import dev.kindling.model.Inputs;
import dev.kindling.model.Model;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * Almost no inner loop (Raghu, Raghu, Bengio, Vinyals 2020). With theta of a body b and a head h,
 * for each task, from {@code h_0 = h}, K inner steps on the support loss,
 *
 * <pre>h_{k+1} = h_k - alpha dL_support(b, h_k)/dh_k,</pre>
 *
 * and the meta-gradient is {@code d/dtheta sum_tasks L_query(b, h_K)}, by the body too, through the
 * features of the support and of the query examples. These are computed once for all steps.
 *
 * <p>Departures from the paper: none in training. Its evaluation without any head is not offered.
 */
record Anil(AnilSettings settings, Model model) implements ModelLearner {
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
    var body = new SettledNetwork(model.network(), theta.group(Model.BODY));
    var settled = new Model(body, model.head());
    Symbols head = theta.group(Model.HEAD).in(Model.HEAD);
    Inputs examples = episode.examples(0, support);
    return new Trajectory(
        settled,
        support.inputs(),
        head,
        (phi, k) -> {
          Symbol predictions = settled.apply(phi, examples);
          Symbols gradient = InnerGradient.of(predictions, support, phi, episode, settings.order());
          return episode.keep(k, phi.minus(gradient.times(settings.rate())));
        });
  }
}
