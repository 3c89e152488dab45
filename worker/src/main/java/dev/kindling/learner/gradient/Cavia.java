package dev.kindling.learner.gradient;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.learn.MetaGradientOrder;
import dev.kindling.learn.Trajectory;
import dev.kindling.model.Inputs;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.Map;

/**
 * Fast context adaptation (Zintgraf, Shiarlis, Kurin, Hofmann, Whiteson 2019). All that is learned
 * of a task is its context, which starts at 0:
 *
 * <pre>c_0 = 0,  c_{k+1} = c_k - alpha dL_support(theta, c_k)/dc_k,</pre>
 *
 * and the meta-gradient is {@code d/dtheta sum_tasks L_query(theta, c_K)}, through all the steps.
 * With order 1 each inner gradient is taken as a constant.
 *
 * <p>Departures from the paper: in networks that normalise, the context modulates every
 * normalisation, by scale and shift, and not one of them alone.
 */
final class Cavia implements Learner {
  private static final String CONTEXT = "context";

  private final CaviaSettings settings;
  private final Conditioning model;

  Cavia(CaviaSettings settings, Conditioning model) {
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
  public MetaGradientOrder order() {
    return MetaGradientOrder.of(settings.order());
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    return new Trajectory(
        (phi, query) -> model.predict(theta, phi.get(CONTEXT), query),
        support.inputs(),
        Symbols.of(Map.of(CONTEXT, zeros(episode))),
        (phi, k) ->
            episode.keep(
                k, phi.minus(taken(theta, phi, k, support, episode).times(settings.rate()))));
  }

  /** Equal constants are one symbol; these must be apart from what else is 0 and of this shape. */
  private Symbol zeros(Episode episode) {
    int tasks = episode.tasks();
    Symbol row = episode.trace().constant(0, Shape.of(tasks * settings.context()));
    return row.reshape(Shape.of(tasks, settings.context()));
  }

  private Symbols taken(Symbols theta, Symbols phi, int k, Batch support, Episode episode) {
    Inputs examples = episode.examples(k, support);
    Symbol predictions = model.predict(theta, phi.get(CONTEXT), examples);
    return InnerGradient.of(predictions, support, phi, episode, settings.order());
  }
}
