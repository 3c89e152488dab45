package dev.kindling.learner.gradient;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.learn.MetaGradientOrder;
import dev.kindling.learn.Trajectory;
import dev.kindling.model.Model;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.Arrays;

/**
 * Meta-SGD (Li, Zhou, Chen, Li 2017). The meta-parameters are theta and, of the same shape, alpha.
 * For each task, from {@code phi_0 = theta}, K inner steps on the support loss, number by number,
 *
 * <pre>phi_{k+1} = phi_k - alpha * dL_support(phi_k)/dphi_k,</pre>
 *
 * and the meta-gradient is {@code sum_tasks L_query(phi_K)} differentiated by theta and by alpha,
 * which may become negative.
 *
 * <p>Departures from the paper: its one step may be several, with the same alpha, and alpha starts
 * at a value that is given and not drawn.
 */
final class MetaSgd implements Learner {
  /** The group of step sizes. */
  private static final String RATE = "rate";

  private final MetaSgdSettings settings;
  private final Model model;

  MetaSgd(MetaSgdSettings settings, Model model) {
    this.settings = settings;
    this.model = model;
  }

  @Override
  public ParameterLayout layout() {
    return new ParameterLayout.Builder()
        .addAll(model.parameters())
        .add(RATE, model.parameters())
        .build();
  }

  @Override
  public float[] initialise(Key key) {
    float[] theta = model.initialise(key);
    float[] all = Arrays.copyOf(theta, 2 * theta.length);
    Arrays.fill(all, theta.length, all.length, (float) settings.rate());
    return all;
  }

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
    Symbols alpha = theta.group(RATE);
    Symbols start = theta.these(alpha.names());
    return new Trajectory(
        model,
        support.inputs(),
        start,
        (phi, k) -> episode.keep(k, phi.minus(alpha.times(gradient(phi, k, support, episode)))));
  }

  private Symbols gradient(Symbols phi, int k, Batch support, Episode episode) {
    Symbol predictions = model.apply(phi, episode.examples(k, support));
    return InnerGradient.of(predictions, support, phi, episode, settings.order());
  }
}
