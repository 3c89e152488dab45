package dev.kindling.learner.closed;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.learner.closed.MetaOptNetSettings.Machine;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * Meta-learning with differentiable convex optimisation (Lee, Maji, Ravichandran, Soatto 2019).
 * With X the support examples' features and Y their classes one-hot,
 *
 * <pre>
 *   W = X^T a,   score = scale x W,
 * </pre>
 *
 * where a is the dual of {@link Ridge} regression, {@code (X X^T + lambda I)^-1 Y}, or that of the
 * {@link CrammerSinger} support vector machine. The network and the scale are meta-learned through
 * the solution.
 *
 * <p>Departures from the paper: examples have weights, by which their errors and their slack count.
 * The machine's quadratic program is solved class by class, as large as there are examples. Its
 * bounds are kept by a barrier that never goes, so that the solution is smooth.
 */
final class MetaOptNet implements Learner {
  private final MetaOptNetSettings settings;
  private final SolvedBody body;
  private final TaskShape shape;

  MetaOptNet(MetaOptNetSettings settings, SolvedBody body, TaskShape shape) {
    this.settings = settings;
    this.body = body;
    this.shape = shape;
  }

  @Override
  public ParameterLayout layout() {
    return body.layout();
  }

  @Override
  public float[] initialise(Key key) {
    return body.initialise(key);
  }

  @Override
  public int steps() {
    return 0;
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    Symbol x = body.features(theta, episode.examples(0, support));
    Symbol y = SupportTargets.rows(shape, support);
    Symbol solution =
        settings.head() == Machine.RIDGE
            ? ridge(x, y, support.weights())
            : machine(x, y, support.weights());
    return new LinearSolution(
        body,
        theta,
        support.inputs(),
        step -> solution,
        scores -> SolvedBody.scaled(theta, scores));
  }

  private Symbol ridge(Symbol x, Symbol y, Symbol weights) {
    Symbol lambda = weights.sum(1).alike(settings.lambda());
    return Ridge.solve(Matrices.weighed(x, weights), Matrices.weighed(y, weights), lambda);
  }

  private Symbol machine(Symbol x, Symbol y, Symbol weights) {
    Symbol rows = Matrices.counted(x, weights);
    Symbol dual = CrammerSinger.solve(rows, y, weights, settings.slack(), settings.iterations());
    return Matrices.transposedProduct(rows, dual);
  }
}
