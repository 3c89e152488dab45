package dev.kindling.learner.gradient;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.learn.Trajectory;
import dev.kindling.model.Model;
import dev.kindling.model.ParameterLayout;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.task.Key;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.List;

/**
 * Meta-Curvature (Park, Oliva 2019). Inner steps along the support gradient as a learned {@link
 * Preconditioner} M turns it, which is the identity at first:
 *
 * <pre>phi_{k+1} = phi_k - alpha M(dL_support(phi_k)/dphi_k)</pre>
 *
 * <p>Departures from the paper: M is the same in all inner steps; biases and the like have a matrix
 * too; the diagonal form is a choice beside it, which has a factor for each parameter.
 */
final class MetaCurvature implements Learner {
  private static final String GROUP = "curvature";

  private final MetaCurvatureSettings settings;
  private final Model model;
  private final Preconditioner preconditioner;
  private final ParameterLayout layout;

  MetaCurvature(MetaCurvatureSettings settings, Model model) {
    this.settings = settings;
    this.model = model;
    this.preconditioner = Preconditioner.of(settings.curvature());
    var builder = new ParameterLayout.Builder().addAll(model.parameters());
    for (Parameter one : model.parameters().parameters()) {
      preconditioner
          .shapes(one.shape())
          .forEach((part, shape) -> builder.add(name(one.name(), part), shape));
    }
    this.layout = builder.build();
  }

  private static String name(String parameter, String part) {
    return GROUP + "." + parameter + "." + part;
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public float[] initialise(Key key) {
    return FreshNumbers.of(
        layout, model, key, (parameter, place) -> preconditioner.fresh(parameter.shape(), place));
  }

  @Override
  public int steps() {
    return settings.steps();
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    Symbols curvature = theta.group(GROUP);
    return new Trajectory(
        model,
        support.inputs(),
        theta.these(model.parameters().names()),
        (phi, k) -> {
          Symbols step = turned(gradient(phi, k, support, episode), curvature);
          return episode.keep(k, phi.minus(step.times(settings.rate())));
        });
  }

  private Symbols gradient(Symbols phi, int k, Batch support, Episode episode) {
    Symbol predictions = model.apply(phi, episode.examples(k, support));
    return InnerGradient.of(predictions, support, phi, episode, 2);
  }

  private Symbols turned(Symbols gradient, Symbols curvature) {
    List<Symbol> results =
        gradient.names().stream()
            .map(name -> preconditioner.apply(curvature.group(name), gradient.get(name)))
            .toList();
    return gradient.named(results);
  }
}
