package dev.kindling.learner.gradient;

import dev.kindling.learn.Batch;
import dev.kindling.learn.EndPoint;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.MetaObjective;
import dev.kindling.learn.Trajectory;
import dev.kindling.model.Model;
import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * Reptile (Nichol, Achiam, Schulman 2018). For each task, from {@code phi_0 = theta}, K inner steps
 * along the gradient g of the support loss, or of some of its examples, by SGD or by Adam with
 * {@code beta1 = 0}:
 *
 * <pre>
 *   phi_{k+1} = phi_k - alpha g                                     SGD
 *   v_{k+1} = beta2 v_k + (1 - beta2) g^2,  v_0 = 0                 Adam
 *   phi_{k+1} = phi_k - alpha g / (sqrt(v_{k+1} / (1 - beta2^{k+1})) + epsilon)
 * </pre>
 *
 * and {@code theta + epsilon_outer mean_tasks(phi_K - theta)} is the next theta, where the outer
 * optimiser is sgd: it is given {@code theta - phi_K} in place of a gradient.
 *
 * <p>Departures from the paper: Adam's squares start at 0 for each task, where the authors' code
 * carries them from task to task. Examples of an inner step are drawn anew for each step, where
 * theirs go through all of a task's before any comes again.
 */
record Reptile(ReptileSettings settings, Model model) implements ModelLearner {
  /** The group of Adam's mean squares, which come along with the parameters. */
  private static final String SQUARES = "squares";

  @Override
  public int steps() {
    return settings.steps();
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    boolean adam = settings.descent() == ReptileSettings.Descent.ADAM;
    Symbols zero = theta.map(symbol -> symbol.alike(0)).in(SQUARES);
    return new Trajectory(
        model,
        support.inputs(),
        adam ? theta.and(zero) : theta,
        (phi, k) ->
            episode.keep(k, adam ? adam(phi, k, support, episode) : sgd(phi, k, support, episode)));
  }

  @Override
  public MetaObjective objective() {
    return new EndPoint();
  }

  private Symbols sgd(Symbols phi, int k, Batch support, Episode episode) {
    return phi.minus(gradient(phi, k, support, episode).times(settings.rate()));
  }

  private Symbols adam(Symbols state, int k, Batch support, Episode episode) {
    Symbols last = state.group(SQUARES);
    Symbols phi = state.these(last.names());
    Symbols g = gradient(phi, k, support, episode);
    double beta2 = settings.beta2();
    Symbols v = last.times(beta2).plus(g.times(g).times(1 - beta2));
    double unbiased = 1 / (1 - StrictMath.pow(beta2, k + 1.0));
    Symbols step = g.with(v.times(unbiased), this::overRoot);
    return phi.minus(step.times(settings.rate())).and(v.in(SQUARES));
  }

  private Symbol overRoot(Symbol g, Symbol v) {
    return g.divide(v.unary(UnaryKind.SQRT).plus(v.alike(settings.epsilon())));
  }

  private Symbols gradient(Symbols phi, int k, Batch support, Episode episode) {
    int batch = settings.batch();
    Batch some = batch == 0 ? support : support.draw(episode.keys(), "reptile/" + k, batch);
    Symbol predictions = model.apply(phi, episode.examples(k, some));
    return InnerGradient.of(predictions, some, phi, episode, 1);
  }
}
