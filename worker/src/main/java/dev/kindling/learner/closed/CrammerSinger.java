package dev.kindling.learner.closed;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.CompareKind;
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
 * in which I, as in MetaOptNet, makes the solution one and smooth. The method is Mehrotra's (1992):
 * Newton's method on points {@code b = bound - a > 0}, with multipliers {@code n > 0}, at which
 * {@code b n = m}. With {@code H_c = X X^T + I + diag(n_c / b_c)} for each class c,
 *
 * <pre>
 *   H_c da_c = l - q_c,   q_c = (X X^T + I) a_c - y_c + m / b_c,   l such that sum_c da_c = 0,
 *   dn = m / b - n + da n / b.
 * </pre>
 *
 * A first direction, to m = 0, says how far down m can go in this step and adds {@code da dn} to it
 * in the second, which is taken. m goes down to {@value #LEAST_PRODUCT} C.
 *
 * <p>The solution's derivative is implicit: at a point where Newton's method stands still, one more
 * step has the derivative of the solution, whatever the steps before it were. So all steps but the
 * last are taken as constants.
 */
final class CrammerSinger {
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

  private record Direction(Symbol change, Symbol ofMultipliers) {}

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
    Symbol inverse = inverse(point, kernel);
    Symbol goal = goal(point, kernel.stopGradient(), inverse.stopGradient());
    Direction direction = direction(point, kernel, inverse, goal.stopGradient());
    return moved(point, direction);
  }

  /** What b n is to become: m, and what the first direction's changes multiply to. */
  private Symbol goal(Point point, Symbol kernel, Symbol inverse) {
    Direction first = direction(point, kernel, inverse, targets.alike(0));
    Symbol now = meanProduct(point);
    Symbol part = meanProduct(moved(point, first)).divide(now);
    Symbol aim = now.times(part).times(part.square());
    Symbol least = aim.alike(LEAST_PRODUCT * slack);
    Symbol m = perTask(aim.binary(BinaryKind.MAXIMUM, least));
    Symbol onTheWay = perTask(aim.compare(CompareKind.GREATER, least));
    return m.plus(onTheWay.times(first.change().times(first.ofMultipliers())));
  }

  private Symbol meanProduct(Point point) {
    Symbol total = ofCounted(point.room().times(point.multipliers())).sumFrom(1);
    return total.divide(counts.sumFrom(1));
  }

  private Direction direction(Point point, Symbol kernel, Symbol inverse, Symbol goal) {
    Symbol wanted = goal.divide(point.room());
    Symbol q = kernel.matMul(dual(point)).minus(targets).plus(wanted);
    Symbol own = inverse.matMul(Matrices.columnsApart(q));
    Symbol l = Matrices.solve(overClasses(inverse), overClasses(own));
    Symbol all = inverse.matMul(Matrices.eachFor(classes, l)).minus(own);
    Symbol change = ofCounted(Matrices.columnsTogether(all, classes));
    Symbol ratio = point.multipliers().divide(point.room());
    Symbol ofMultipliers = wanted.minus(point.multipliers()).plus(ratio.times(change));
    return new Direction(change, ofCounted(ofMultipliers));
  }

  /** {@code H_c^-1}, {@code [tasks * classes, n, n]}. */
  private Symbol inverse(Point point, Symbol kernel) {
    Symbol ratios = Matrices.columnsApart(point.multipliers().divide(point.room()));
    int all = ratios.shape().dimension(0);
    int n = ratios.shape().dimension(1);
    Symbol kernels = Matrices.eachFor(classes, kernel);
    Symbol systems = Matrices.plusDiagonal(kernels, ratios.reshape(Shape.of(all, n)));
    return Matrices.solve(systems, Matrices.identity(kernel.trace(), all, n));
  }

  private Symbol overClasses(Symbol matrices) {
    Shape shape = matrices.shape();
    int tasks = shape.dimension(0) / classes;
    Shape apart = Shape.of(tasks, classes, shape.dimension(1), shape.dimension(2));
    return matrices.reshape(apart).sum(1);
  }

  /** As far along a direction as leaves room and multipliers above 0, at most to its end. */
  private Point moved(Point point, Direction direction) {
    Symbol ofRoom = largest(direction.change().divide(point.room()));
    Symbol ofOthers = largest(direction.ofMultipliers().negate().divide(point.multipliers()));
    Symbol most = ofRoom.binary(BinaryKind.MAXIMUM, ofOthers).times(1 / TOWARDS_BOUND);
    Symbol parts = most.binary(BinaryKind.MAXIMUM, most.alike(1));
    Symbol share = perTask(parts.unary(UnaryKind.RECIPROCAL).stopGradient());
    return new Point(
        point.room().minus(direction.change().times(share)),
        point.multipliers().plus(direction.ofMultipliers().times(share)));
  }

  private static Symbol largest(Symbol each) {
    return each.reduce(ReduceKind.MAX, List.of(1, 2));
  }

  private Symbol perTask(Symbol number) {
    return number.broadcast(targets.shape(), 1, 2);
  }
}
