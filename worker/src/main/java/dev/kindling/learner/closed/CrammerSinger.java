package dev.kindling.learner.closed;

import dev.kindling.layer.Parts;
import dev.kindling.program.BinaryKind;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import java.util.List;

/**
 * The support vector machine of several classes (Crammer, Singer 2001) by its dual,
 *
 * <pre>
 *   min_a  sum_c a_c^T (X X^T + I) a_c / 2 - sum_i a_{i, y_i}
 *   with   a_ic <= C w_i [c = y_i],   sum_c a_ic = 0,
 * </pre>
 *
 * in which I, as in MetaOptNet, makes the solution one and smooth. Newton's method on the points
 * {@code b = bound - a > 0}, with multipliers {@code n > 0}, at which {@code b n = m} (a
 * primal-dual interior-point method): for each class c, with {@code H_c = X X^T + I + diag(n_c /
 * b_c)},
 *
 * <pre>
 *   H_c da_c = l - q_c,   q_c = (X X^T + I) a_c - y_c + m / b_c,   l such that sum_c da_c = 0.
 * </pre>
 *
 * Each step takes m down to a tenth of the mean of b n, to no less than {@value #LEAST_PRODUCT} C.
 *
 * <p>The solution's derivative is implicit: at a point where Newton's method stands still, one more
 * step has the derivative of the solution, whatever the steps before it were. So all steps but the
 * last are taken as constants.
 */
final class CrammerSinger {
  private static final double CENTRING = 0.1;
  private static final double LEAST_PRODUCT = 1e-6;
  private static final double TOWARDS_BOUND = 0.99;

  private final Symbol targets;
  private final Symbol counts;
  private final Symbol bound;
  private final double slack;
  private final int classes;

  /** Both {@code [tasks, n, classes]}; those of examples that do not count stay as they are. */
  private record Point(Symbol room, Symbol multipliers) {
    Point stopGradient() {
      return new Point(room.stopGradient(), multipliers.stopGradient());
    }
  }

  private CrammerSinger(Symbol targets, Symbol weights, double slack) {
    Symbol everywhere = weights.broadcast(targets.shape(), 2);
    this.counts = everywhere.greaterThan(0);
    this.targets = Matrices.counted(targets, weights);
    this.bound = this.targets.times(everywhere).times(slack);
    this.slack = slack;
    this.classes = targets.shape().dimension(2);
  }

  /**
   * a, {@code [tasks, n, classes]}, after {@code iterations} steps.
   *
   * @param rows X, {@code [tasks, n, width]}, 0 in the rows of examples of weight 0
   * @param targets one-hot, {@code [tasks, n, classes]}
   * @param slack C
   */
  static Symbol solve(Symbol rows, Symbol targets, Symbol weights, double slack, int iterations) {
    var machine = new CrammerSinger(targets, weights, slack);
    Symbol products = Matrices.innerProducts(rows);
    Symbol kernel = Matrices.plusDiagonal(products, weights.alike(1));
    Point point = machine.start(weights);
    for (int i = 1; i < iterations; i++) {
      point = machine.step(point, kernel.stopGradient()).stopGradient();
    }
    return machine.dual(machine.step(point, kernel));
  }

  private Point start(Symbol weights) {
    Symbol equal = weights.times(slack / classes).broadcast(targets.shape(), 2);
    Symbol one = targets.alike(1);
    return new Point(counts.select(equal, one), one);
  }

  private Symbol dual(Point point) {
    return ofCounted(bound.minus(point.room()));
  }

  private Symbol ofCounted(Symbol each) {
    return counts.select(each, each.alike(0));
  }

  private Point step(Point point, Symbol kernel) {
    Symbol ratio = point.multipliers().divide(point.room());
    Symbol wanted = perTask(product(point)).divide(point.room());
    Symbol change = change(kernel, ratio, kernel.matMul(dual(point)).minus(targets).plus(wanted));
    Symbol ofMultipliers = ofCounted(wanted.minus(point.multipliers()).plus(ratio.times(change)));
    Symbol share = share(point, change, ofMultipliers);
    return new Point(
        point.room().minus(change.times(share)),
        point.multipliers().plus(ofMultipliers.times(share)));
  }

  /** m, {@code [tasks]}. */
  private Symbol product(Point point) {
    Symbol total = ofCounted(point.room().times(point.multipliers())).sumFrom(1);
    Symbol aim = total.divide(counts.sumFrom(1)).times(CENTRING);
    return aim.binary(BinaryKind.MAXIMUM, aim.alike(LEAST_PRODUCT * slack));
  }

  /** da, for which l solves {@code sum_c H_c^-1 l = sum_c H_c^-1 q_c}. */
  private Symbol change(Symbol kernel, Symbol ratio, Symbol q) {
    int n = kernel.shape().dimension(1);
    Symbol diagonal = Matrices.columnsApart(ratio);
    Symbol system =
        Matrices.plusDiagonal(
            Matrices.eachFor(classes, kernel),
            diagonal.reshape(Shape.of(diagonal.shape().dimension(0), n)));
    Symbol identity = Matrices.identity(q.trace(), diagonal.shape().dimension(0), n);
    Symbol solved = Matrices.solve(system, Parts.concat(2, Matrices.columnsApart(q), identity));
    Symbol own = Parts.slice(solved, 2, 0, 1);
    Symbol inverse = Parts.slice(solved, 2, 1, n);
    Symbol multiplier = Matrices.solve(overClasses(inverse), overClasses(own));
    Symbol change = inverse.matMul(Matrices.eachFor(classes, multiplier)).minus(own);
    return ofCounted(Matrices.columnsTogether(change, classes));
  }

  private Symbol overClasses(Symbol matrices) {
    Shape shape = matrices.shape();
    int tasks = shape.dimension(0) / classes;
    Shape apart = Shape.of(tasks, classes, shape.dimension(1), shape.dimension(2));
    return matrices.reshape(apart).sum(1);
  }

  /** The part of a step that leaves room and multipliers above 0, at most 1. */
  private Symbol share(Point point, Symbol change, Symbol ofMultipliers) {
    Symbol ofRoom = largest(change.divide(point.room()));
    Symbol ofOthers = largest(ofMultipliers.negate().divide(point.multipliers()));
    Symbol most = ofRoom.binary(BinaryKind.MAXIMUM, ofOthers).times(1 / TOWARDS_BOUND);
    Symbol share = most.binary(BinaryKind.MAXIMUM, most.alike(1)).unary(UnaryKind.RECIPROCAL);
    return perTask(share.stopGradient());
  }

  private static Symbol largest(Symbol each) {
    return each.reduce(ReduceKind.MAX, List.of(1, 2));
  }

  private Symbol perTask(Symbol number) {
    return number.broadcast(targets.shape(), 1, 2);
  }
}
