package dev.kindling.learner.metric;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.learner.metric.MatchingSettings.Context;
import dev.kindling.model.Architecture;
import dev.kindling.model.Inputs;
import dev.kindling.model.ParameterLayout;
import dev.kindling.program.UnaryKind;
import dev.kindling.task.Key;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.Map;

/**
 * Matching networks (Vinyals, Blundell, Lillicrap, Kavukcuoglu, Wierstra 2016). The answer is the
 * mean of the support's targets by attention to its examples:
 *
 * <pre>
 *   a_i = softmax_i(tau cos(f(x), g(x_i)))
 *   y = sum_i a_i y_i
 * </pre>
 *
 * Without context f and g are the network's features; with it, {@link FullContext} changes them by
 * the whole support set.
 *
 * <p>Departures from the paper: cosines are multiplied by tau, which is 1 there; an example's
 * attention is weighted; what is given to a class is at least {@value #LEAST}, so that its
 * logarithm is finite.
 */
final class Matching implements Learner {
  private static final double LEAST = 1e-6;

  private final MatchingSettings settings;
  private final Encoder encoder;
  private final Scale scale;
  private final FullContext context;
  private final TaskShape shape;

  Matching(MatchingSettings settings, Architecture architecture, TaskShape shape) {
    this.settings = settings;
    this.shape = shape;
    this.scale = new Scale(settings.scale(), settings.temperature());
    Encoder alone = Encoder.of(architecture, shape).with(Scale.GROUP, scale);
    this.context = new FullContext(alone.width(), settings.reads());
    this.encoder = hasContext() ? alone.with(FullContext.GROUP, context) : alone;
  }

  private boolean hasContext() {
    return settings.context() == Context.FULL;
  }

  @Override
  public ParameterLayout layout() {
    return encoder.layout();
  }

  @Override
  public float[] initialise(Key key) {
    return encoder.initialise(key);
  }

  @Override
  public int steps() {
    return 0;
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    Symbol features = encoder.support(theta, support, episode);
    Symbol memory = hasContext() ? context.support(theta, features, support) : features;
    Nearness nearness = Nearness.cosine(memory);
    return new ComparedTask(
        query -> {
          Symbol cosines = nearness.of(asked(theta, query, support, memory));
          return answer(scale.apply(theta, cosines), support);
        },
        Symbols.of(Map.of("memory", memory)));
  }

  /** What the query examples look for, {@code [tasks, examples, width]}. */
  private Symbol asked(Symbols theta, Inputs query, Batch support, Symbol memory) {
    Symbol features = encoder.query(theta, query, support);
    return hasContext() ? context.query(theta, features, memory, support) : features;
  }

  private Symbol answer(Symbol scores, Batch support) {
    if (shape.targetKind() == TargetKind.NUMBERS) {
      return NearnessShares.mean(scores, support);
    }
    Symbol given =
        NearnessShares.shares(scores, support).matMul(Membership.classes(support, shape));
    Symbol logarithms = given.plus(given.alike(LEAST)).unary(UnaryKind.LOG);
    return Membership.targets(logarithms, shape.targetKind());
  }
}
