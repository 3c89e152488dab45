package dev.kindling.learner.closed;

import dev.kindling.learn.Episode;
import dev.kindling.program.BinaryKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Newton's method on the weighted logistic loss of each output against all others, with a penalty
 * of {@code lambda / 2 |w|^2}, from w = 0. Each step is a {@link Ridge} regression, the iterated
 * reweighted least squares:
 *
 * <pre>
 *   p = sigmoid(X w),  s = p (1 - p),  z = X w + (y - p) / s
 *   w' = argmin sum_i w_i s_i (x_i w - z_i)^2 + lambda |w|^2
 * </pre>
 *
 * <p>s is held at {@value #LEAST_CURVATURE} at least, so that an example about which w is sure has
 * a finite z.
 */
final class LogisticSteps {
  private static final double LEAST_CURVATURE = 1e-4;

  private final Symbol rows;
  private final Symbol targets;
  private final Symbol weights;
  private final Symbol lambda;
  private final Episode episode;
  private final int outputs;
  private final List<Symbol> solutions = new ArrayList<>();

  /**
   * @param rows X, {@code [tasks, n, width]}
   * @param targets y, {@code [tasks, n, outputs]}, each 0 or 1
   * @param weights of the examples, {@code [tasks, n]}
   * @param lambda {@code [tasks]}
   */
  LogisticSteps(Symbol rows, Symbol targets, Symbol weights, Symbol lambda, Episode episode) {
    int tasks = rows.shape().dimension(0);
    int n = rows.shape().dimension(1);
    this.outputs = targets.shape().dimension(2);
    this.weights = apart(weights.reshape(Shape.of(tasks, n, 1))).reshape(all(tasks, n));
    this.rows = Matrices.counted(apart(rows), this.weights);
    this.targets = Matrices.columnsApart(targets);
    this.lambda = apart(lambda.reshape(Shape.of(tasks, 1, 1))).reshape(all(tasks));
    this.episode = episode;
    solutions.add(rows.trace().constant(0, all(tasks, rows.shape().dimension(2), 1)));
  }

  private Symbol apart(Symbol perTask) {
    return Matrices.eachFor(outputs, perTask);
  }

  private Shape all(int tasks, int... rest) {
    return Shape.of(rest).prepend(tasks * outputs);
  }

  /** W after {@code step} steps, {@code [tasks, width, outputs]}. */
  Symbol weight(int step) {
    while (solutions.size() <= step) {
      int last = solutions.size() - 1;
      Symbols next = Symbols.of(Map.of("weight", after(solutions.get(last))));
      solutions.add(episode.keep(last, next).get("weight"));
    }
    return Matrices.columnsTogether(solutions.get(step), outputs);
  }

  private Symbol after(Symbol w) {
    Symbol score = rows.matMul(w);
    Symbol p = score.unary(UnaryKind.SIGMOID);
    Symbol s = p.minus(p.square()).binary(BinaryKind.MAXIMUM, p.alike(LEAST_CURVATURE));
    Symbol z = score.plus(targets.minus(p).divide(s));
    Symbol root = s.unary(UnaryKind.SQRT);
    return Ridge.solve(weighed(rows, root), weighed(z, root), lambda);
  }

  private Symbol weighed(Symbol each, Symbol root) {
    Shape shape = each.shape();
    Symbol everywhere = root.reshape(weights.shape()).broadcast(shape, 2);
    return Matrices.weighed(each.times(everywhere), weights);
  }
}
