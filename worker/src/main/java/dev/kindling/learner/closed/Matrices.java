package dev.kindling.learner.closed;

import dev.kindling.program.CompareKind;
import dev.kindling.program.Op;
import dev.kindling.program.Solve;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;

/** What closed forms are written in: one matrix {@code [rows, columns]} for each of a batch. */
final class Matrices {
  private Matrices() {}

  /** {@code A^T B}. */
  static Symbol transposedProduct(Symbol a, Symbol b) {
    return a.trace().apply(new Op.MatMul(true, false), a, b);
  }

  /** The inner products of all pairs of rows, {@code A A^T}. */
  static Symbol innerProducts(Symbol a) {
    return a.trace().apply(new Op.MatMul(false, true), a, a);
  }

  /** The solution X of {@code S X = B}, with S symmetric and positive definite. */
  static Symbol solve(Symbol matrix, Symbol right) {
    return matrix.trace().apply(new Solve(), matrix, right);
  }

  static Symbol identity(Trace trace, int batch, int n) {
    Shape shape = Shape.of(batch, n, n);
    Symbol rows = trace.apply(new Op.Range(shape, 1));
    return rows.compare(CompareKind.EQUAL, trace.apply(new Op.Range(shape, 2)));
  }

  /** The square matrices with {@code diagonal}, {@code [batch, n]}, added to their own. */
  static Symbol plusDiagonal(Symbol matrix, Symbol diagonal) {
    Shape shape = matrix.shape();
    Symbol identity = identity(matrix.trace(), shape.dimension(0), shape.dimension(1));
    return matrix.plus(identity.times(diagonal.broadcast(shape, 2)));
  }

  /** The rows whose weight, {@code [batch, rows]}, is above 0; 0 in place of the others. */
  static Symbol counted(Symbol rows, Symbol weights) {
    Symbol counts = weights.greaterThan(0).broadcast(rows.shape(), 2);
    return counts.select(rows, rows.alike(0));
  }

  /** Rows multiplied by the square roots of their weights, so that squares count by weight. */
  static Symbol weighed(Symbol rows, Symbol weights) {
    Symbol root = weights.unary(UnaryKind.SQRT).broadcast(rows.shape(), 2);
    return counted(rows.times(root), weights);
  }

  /** Each matrix {@code count} times, one after the other: {@code [batch * count, ...]}. */
  static Symbol eachFor(int count, Symbol matrix) {
    Shape shape = matrix.shape();
    int rows = shape.dimension(1);
    int columns = shape.dimension(2);
    Symbol all = matrix.broadcast(Shape.of(shape.dimension(0), count, rows, columns), 1);
    return all.reshape(Shape.of(shape.dimension(0) * count, rows, columns));
  }

  /** Each column as a matrix of its own: {@code [batch, n, m]} to {@code [batch * m, n, 1]}. */
  static Symbol columnsApart(Symbol matrix) {
    Shape shape = matrix.shape();
    int all = shape.dimension(0) * shape.dimension(2);
    return matrix.transpose(0, 2, 1).reshape(Shape.of(all, shape.dimension(1), 1));
  }

  /** What {@link #columnsApart} took apart, {@code m} columns each. */
  static Symbol columnsTogether(Symbol columns, int m) {
    int batch = columns.shape().dimension(0) / m;
    int n = columns.shape().dimension(1);
    return columns.reshape(Shape.of(batch, m, n)).transpose(0, 2, 1);
  }
}
