package dev.kindling.learner.metric;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.learner.metric.PrototypicalSettings.Distance;
import dev.kindling.model.Architecture;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.Map;

/**
 * Prototypical networks (Snell, Swersky, Zemel 2017). With features {@code f}, a class is the mean
 * of its support examples, and nearness to the means gives the scores:
 *
 * <pre>
 *   mu_c = mean_{i in c} f(x_i)
 *   p(c | x) = softmax_c(-d(f(x), mu_c)),   d(a, b) = |a - b|^2
 * </pre>
 *
 * With the distance of Simple CNAPS (Bateni et al. 2020), {@code d_c(a, mu_c) = (a - mu_c)^T Q_c^-1
 * (a - mu_c) / 2}: see {@link Mahalanobis}.
 *
 * <p>Departures from the papers: means and covariances are weighted; a class without support
 * examples is answered last; the distance may be scaled, by a number that may be learned; and for
 * targets that are numbers, each support example is its own prototype, and the answer is the mean
 * of their targets by {@code softmax_i(-d(f(x), f(x_i)))}.
 */
final class Prototypical implements Learner {
  private final PrototypicalSettings settings;
  private final Encoder encoder;
  private final Scale scale;
  private final TaskShape shape;

  Prototypical(PrototypicalSettings settings, Architecture architecture, TaskShape shape) {
    this.settings = settings;
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
    Symbol features = encoder.support(theta, support, episode);
    return shape.targetKind() == TargetKind.NUMBERS
        ? ofNumbers(theta, support, features)
        : ofClasses(theta, support, features);
  }

  private Learned ofClasses(Symbols theta, Batch support, Symbol features) {
    var membership = Membership.of(support, shape);
    Symbol prototypes = membership.means(features);
    Nearness nearness =
        settings.distance() == Distance.EUCLIDEAN
            ? Nearness.euclidean(prototypes)
            : Mahalanobis.toClasses(features, membership, support, settings.ridge());
    return new ComparedTask(
        query ->
            membership.predictions(
                scale.apply(theta, nearness.of(encoder.query(theta, query, support)))),
        Symbols.of(Map.of("prototypes", prototypes)));
  }

  private Learned ofNumbers(Symbols theta, Batch support, Symbol features) {
    Nearness nearness =
        settings.distance() == Distance.EUCLIDEAN
            ? Nearness.euclidean(features)
            : Mahalanobis.toExamples(features, support, settings.ridge());
    return new ComparedTask(
        query ->
            NearnessShares.mean(
                scale.apply(theta, nearness.of(encoder.query(theta, query, support))), support),
        Symbols.of(Map.of("prototypes", features)));
  }
}
