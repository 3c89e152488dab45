package dev.kindling.solve;

import dev.kindling.trace.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * The method of conjugate gradients (Hestenes, Stiefel 1952) for {@code A x = b} with A symmetric
 * and positive definite, written into the trace as a given number of iterations:
 *
 * <pre>
 *   x = 0,  r = p = b
 *   alpha = |r|^2 / <p, A p>,  x += alpha p,  r' = r - alpha A p
 *   p = r' + |r'|^2 / |r|^2 p
 * </pre>
 *
 * Vectors are lists of tensors whose first axis counts tasks; each task has an A and scalars of its
 * own. A task that has converged stays where it is, and a step along a direction in which A is not
 * positive is not taken.
 */
public final class ConjugateGradient {
  private final UnaryOperator<List<Symbol>> matrix;
  private List<Symbol> x;
  private List<Symbol> residual;
  private List<Symbol> direction;
  private Symbol square;

  private ConjugateGradient(UnaryOperator<List<Symbol>> matrix, List<Symbol> right) {
    this.matrix = matrix;
    this.x = right.stream().map(b -> b.alike(0)).toList();
    this.residual = right;
    this.direction = right;
    this.square = inner(right, right);
  }

  /** x after {@code iterations}; {@code matrix} maps a vector to A times it. */
  public static List<Symbol> solve(
      UnaryOperator<List<Symbol>> matrix, List<Symbol> right, int iterations) {
    var solver = new ConjugateGradient(matrix, right);
    for (int i = 0; i < iterations; i++) {
      solver.iterate();
    }
    return solver.x;
  }

  private void iterate() {
    List<Symbol> image = matrix.apply(direction);
    Symbol alpha = ratio(square, inner(direction, image));
    x = sum(x, alpha, direction);
    residual = sum(residual, alpha.negate(), image);
    Symbol next = inner(residual, residual);
    direction = sum(residual, ratio(next, square), direction);
    square = next;
  }

  /** {@code a / b} where b is above 0, else 0; neither it nor its derivative divides by 0. */
  private static Symbol ratio(Symbol a, Symbol b) {
    Symbol positive = b.greaterThan(0);
    return positive.select(a.divide(positive.select(b, b.alike(1))), b.alike(0));
  }

  /** Each task's inner product, {@code [tasks]}. */
  private static Symbol inner(List<Symbol> a, List<Symbol> b) {
    return zip(a, b, (left, right) -> perTask(left.times(right))).stream()
        .reduce(Symbol::plus)
        .orElseThrow(() -> new IllegalArgumentException("a vector has at least one tensor"));
  }

  private static Symbol perTask(Symbol products) {
    return products.shape().rank() == 1 ? products : products.sumFrom(1);
  }

  /** {@code a + factor b}, with one factor for each task. */
  private static List<Symbol> sum(List<Symbol> a, Symbol factor, List<Symbol> b) {
    return zip(a, b, (left, right) -> left.plus(right.times(everywhere(factor, right))));
  }

  private static Symbol everywhere(Symbol factor, Symbol tensor) {
    Integer[] axes = new Integer[tensor.shape().rank() - 1];
    Arrays.setAll(axes, i -> i + 1);
    return axes.length == 0 ? factor : factor.broadcast(tensor.shape(), axes);
  }

  private static List<Symbol> zip(List<Symbol> a, List<Symbol> b, BinaryOperator<Symbol> function) {
    List<Symbol> results = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      results.add(function.apply(a.get(i), b.get(i)));
    }
    return results;
  }
}
