package dev.kindling.learner.closed;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.model.ParameterLayout;
import dev.kindling.program.UnaryKind;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * Logistic regression differentiable discriminator (Bertinetto, Henriques, Torr, Vedaldi 2019).
 * With X the support examples' features, a column of ones after them, and for each output y the 0
 * or 1 that its target is,
 *
 * <pre>
 *   w = argmin sum_i w_i log(1 + exp(-(2 y_i - 1) x_i w)) + lambda / 2 |w|^2,
 *   prediction = scale x w + bias,
 * </pre>
 *
 * by K of the {@link LogisticSteps}. The network, log lambda, scale and bias are meta-learned
 * through all the steps. An inner step is a step of Newton's method; before the first, w is 0.
 *
 * <p>Departures from the paper, which has two classes: each of several is told from all the others,
 * and the scores are weighed against each other by cross entropy. Examples have weights, and lambda
 * is learned by its logarithm.
 */
final class LrD2 implements Learner {
  private final int steps;
  private final SolvedBody body;
  private final TaskShape shape;

  LrD2(int steps, SolvedBody body, TaskShape shape) {
    this.steps = steps;
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
    return steps;
  }

  @Override
  public Learned learn(Symbols theta, Batch support, Episode episode) {
    Symbol x = body.features(theta, episode.examples(0, support));
    Symbol y = SupportTargets.rows(shape, support);
    Symbol lambda = SolvedBody.number(theta, SolvedBody.LOG_LAMBDA).unary(UnaryKind.EXP);
    var solution = new LogisticSteps(x, y, support.weights(), lambda, episode);
    return new LinearSolution(
        body,
        theta,
        support.inputs(),
        solution::weight,
        scores -> SolvedBody.adjusted(theta, scores));
  }
}
