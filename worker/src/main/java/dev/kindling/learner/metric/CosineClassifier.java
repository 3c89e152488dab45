package dev.kindling.learner.metric;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.model.Architecture;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.Map;

/**
 * The cosine classifier of Meta-Baseline (Chen, Liu, Xu, Darrell, Wang 2021), which Gidaris and
 * Komodakis (2018) trained first: with features {@code f} and a learned scale tau,
 *
 * <pre>
 *   mu_c = mean_{i in c} f(x_i)
 *   p(c | x) = softmax_c(tau cos(f(x), mu_c))
 * </pre>
 *
 * <p>Departures from the papers: the network is trained on episodes from the start and not first on
 * all classes at once; means are weighted; a class without support examples is answered last.
 */
final class CosineClassifier implements Learner {
  private final Encoder encoder;
  private final Scale scale;
  private final TaskShape shape;

  CosineClassifier(CosineClassifierSettings settings, Architecture architecture, TaskShape shape) {
    Membership.requireClasses("cosine-classifier", shape);
    this.scale = new Scale(settings.scale(), settings.temperature());
    this.encoder = Encoder.of(architecture, shape).with(Scale.GROUP, scale);
    this.shape = shape;
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
    var membership = Membership.of(support, shape);
    Symbol means = membership.means(encoder.support(theta, support, episode));
    Nearness nearness = Nearness.cosine(means);
    return new ComparedTask(
        query -> {
          Symbol cosines = nearness.of(encoder.query(theta, query, support));
          return membership.predictions(scale.apply(theta, cosines));
        },
        Symbols.of(Map.of("prototypes", means)));
  }
}
