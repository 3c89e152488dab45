package dev.kindling.learner.gradient;

import dev.kindling.layer.Parts;
import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.learn.MetaObjective;
import dev.kindling.learn.MultiStep;
import dev.kindling.learn.QueryLoss;
import dev.kindling.learn.Trajectory;
import dev.kindling.learner.gradient.MamlPlusPlusSettings.Normaliser;
import dev.kindling.learner.gradient.MamlPlusPlusSettings.Rates;
import dev.kindling.model.Model;
import dev.kindling.model.ParameterLayout;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How to train your MAML (Antoniou, Edwards, Storkey 2019). MAML with, for each parameter tensor p
 * and inner step k, a step size of its own, which is learned,
 *
 * <pre>phi_{k+1,p} = phi_{k,p} - alpha_{k,p} dL_support(phi_k)/dphi_{k,p},</pre>
 *
 * with the loss of {@link MultiStep}, with a meta-gradient of first order in the first outer steps,
 * and with scales and shifts of batch normalisation that each inner step has for itself and the
 * support set does not move. What step k made, phi_{k+1}, is judged with those of step k, as phi_0
 * is with those of step 0; steps of an evaluation beyond training's have the last's.
 *
 * <p>Departures from the paper: batch normalisation takes the statistics that the network's
 * settings say, and no running ones, which the authors' code gathers but does not normalise by. In
 * its first outer steps the exact meta-gradient is computed too, and left out.
 */
final class MamlPlusPlus implements Learner {
  private static final String RATE = "rate";
  private static final String SECOND_ORDER = "second-order";

  private final MamlPlusPlusSettings settings;
  private final Model model;
  private final List<String> own;
  private final ParameterLayout layout;

  MamlPlusPlus(MamlPlusPlusSettings settings, Model model) {
    this.settings = settings;
    this.model = model;
    this.own = settings.normaliser() == Normaliser.SHARED ? List.of() : model.normalisation();
    this.layout = layoutOf(model.parameters().parameters());
  }

  private ParameterLayout layoutOf(List<Parameter> parameters) {
    int steps = settings.steps();
    var builder = new ParameterLayout.Builder();
    for (Parameter one : parameters) {
      Shape shape = one.shape();
      builder.add(one.name(), own.contains(one.name()) ? shape.prepend(steps) : shape, one.role());
    }
    if (settings.rates() == Rates.LEARNED) {
      parameters.stream()
          .filter(one -> !own.contains(one.name()))
          .forEach(one -> builder.add(RATE + "." + one.name(), Shape.of(steps)));
    }
    return builder.build();
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public float[] initialise(Key key) {
    return FreshNumbers.of(layout, model, key, (rate, step) -> settings.rate());
  }

  @Override
  public int steps() {
    return settings.steps();
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    Symbols start = theta.these(model.parameters().names()).and(normalisers(theta, 0));
    return new Trajectory(
        model,
        support.inputs(),
        start,
        (phi, k) ->
            episode.keep(k, after(phi.and(normalisers(theta, k)), k, theta, support, episode)));
  }

  private Symbols after(Symbols phi, int k, Symbols theta, Batch support, Episode episode) {
    Symbol predictions = model.apply(phi, episode.examples(k, support));
    Symbols moving = phi.without(own);
    Symbols gradient =
        annealed(InnerGradient.of(predictions, support, moving, episode, 2), episode);
    return phi.and(moving.minus(scaled(gradient, k, theta)));
  }

  private Symbols scaled(Symbols gradient, int k, Symbols theta) {
    if (settings.rates() == Rates.FIXED) {
      return gradient.times(settings.rate());
    }
    Symbols rates = theta.group(RATE).map(rate -> ofStep(rate, k));
    return gradient.with(rates, PerTask::times);
  }

  /** The scales and shifts of step {@code k}. */
  private Symbols normalisers(Symbols theta, int k) {
    return theta.these(own).map(each -> ofStep(each, k));
  }

  private Symbol ofStep(Symbol perStep, int k) {
    return Parts.at(perStep, 1, Math.min(k, settings.steps() - 1));
  }

  /** The same numbers; their derivative is theirs times the control, 0 or 1. */
  private Symbols annealed(Symbols gradient, Episode episode) {
    if (settings.firstOrder() == 0 || !episode.isDifferentiated()) {
      return gradient;
    }
    Symbol control = episode.control(SECOND_ORDER);
    return gradient.map(
        exact -> {
          Symbol constant = exact.stopGradient();
          Symbol everywhere = control.broadcast(exact.shape(), axes(exact));
          return constant.plus(exact.minus(constant).times(everywhere));
        });
  }

  private static Integer[] axes(Symbol symbol) {
    return IntStream.range(0, symbol.shape().rank()).boxed().toArray(Integer[]::new);
  }

  @Override
  public MetaObjective objective() {
    return settings.multiStep() == 0 ? new QueryLoss() : multiStep();
  }

  private MultiStep multiStep() {
    return new MultiStep(settings.steps(), settings.multiStep());
  }

  @Override
  public Map<String, Double> controls(long step) {
    Map<String, Double> controls = new LinkedHashMap<>();
    if (settings.multiStep() > 0) {
      controls.putAll(multiStep().controls(step));
    }
    controls.put(SECOND_ORDER, step < settings.firstOrder() ? 0.0 : 1.0);
    return controls;
  }
}
