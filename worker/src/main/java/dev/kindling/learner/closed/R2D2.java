package dev.kindling.learner.closed;

import dev.kindling.learn.Batch;
import dev.kindling.learn.Episode;
import dev.kindling.learn.Learned;
import dev.kindling.learn.Learner;
import dev.kindling.model.ParameterLayout;
import dev.kindling.program.UnaryKind;
import dev.kindling.task.Key;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskShape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;

/**
 * Ridge regression differentiable discriminator (Bertinetto, Henriques, Torr, Vedaldi 2019). With X
 * the support examples' features, a column of ones after them, and Y their targets,
 *
 * <pre>
 *   W = argmin sum_i w_i |x_i W - y_i|^2 + lambda |W|^2,
 *   prediction = scale x W + bias,
 * </pre>
 *
 * by {@link Ridge} on rows multiplied by the square roots of the examples' weights. The network,
 * log lambda, scale and bias are meta-learned through the solution. Y is one-hot for classes.
 *
 * <p>Departures from the paper: examples have weights; lambda is learned by its logarithm, so that
 * it stays above 0; numbers are predicted as {@code x W}, without scale and bias.
 */
final class R2D2 implements Learner {
  private final SolvedBody body;
  private final TaskShape shape;

  R2D2(SolvedBody body, TaskShape shape) {
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
    Symbol lambda = SolvedBody.number(theta, SolvedBody.LOG_LAMBDA).unary(UnaryKind.EXP);
    Symbol weights = support.weights();
    Symbol solution =
        Ridge.solve(Matrices.weighed(x, weights), Matrices.weighed(y, weights), lambda);
    return new LinearSolution(
        body, theta, support.inputs(), step -> solution, raw -> answer(theta, raw));
  }

  private Symbol answer(Symbols theta, Symbol raw) {
    boolean numbers = shape.targetKind() == TargetKind.NUMBERS;
    return numbers ? raw : SolvedBody.adjusted(theta, raw);
  }
}
