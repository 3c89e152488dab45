package dev.kindling.learner.gradient;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.MetaObjective;
import dev.kindling.learn.Trajectory;
import dev.kindling.model.Model;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * Pretraining, then fine-tuning. Training minimises {@link UnadaptedLoss}, the loss of theta as it
 * is on all examples of all tasks. An evaluation starts each task from {@code phi_0 = theta} and
 * takes as many steps as it wants,
 *
 * <pre>phi_{k+1} = phi_k - alpha dL_support(phi_k)/dphi_k.</pre>
 */
record Pretrain(PretrainSettings settings, Model model) implements ModelLearner {
  @Override
  public int steps() {
    return 0;
  }

  @Override
  public int evaluationSteps(int asked) {
    return asked;
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    return new Trajectory(
        model,
        support.inputs(),
        theta,
        (phi, k) ->
            episode.keep(k, phi.minus(gradient(phi, k, support, episode).times(settings.rate()))));
  }

  private Symbols gradient(Symbols phi, int k, Batch support, Episode episode) {
    Symbol predictions = model.apply(phi, episode.examples(k, support));
    return InnerGradient.of(predictions, support, phi, episode, 1);
  }

  @Override
  public MetaObjective objective() {
    return new UnadaptedLoss();
  }
}
