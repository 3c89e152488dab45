package dev.kindling.learner.closed;

import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;

/**
 * Linear regression from rows A to rows B with a penalty on the size of its matrix,
 *
 * <pre>
 *   W = argmin |A W - B|^2 + lambda |W|^2
 *     = (A^T A + lambda I)^-1 A^T B = A^T (A A^T + lambda I)^-1 B.
 * </pre>
 *
 * The first form, the normal equations, solves a system as large as a row is long; the second,
 * after Woodbury's identity, one as large as there are rows. The smaller is taken, which follows
 * from shapes alone. A row of zeros changes nothing.
 */
final class Ridge {
  private Ridge() {}

  /**
   * W, {@code [batch, width, outputs]}.
   *
   * @param rows A, {@code [batch, n, width]}
   * @param targets B, {@code [batch, n, outputs]}
   * @param lambda {@code [batch]}, above 0
   */
  static Symbol solve(Symbol rows, Symbol targets, Symbol lambda) {
    int n = rows.shape().dimension(1);
    int width = rows.shape().dimension(2);
    if (n <= width) {
      Symbol system = penalised(Matrices.innerProducts(rows), lambda);
      return Matrices.transposedProduct(rows, Matrices.solve(system, targets));
    }
    Symbol system = penalised(Matrices.transposedProduct(rows, rows), lambda);
    return Matrices.solve(system, Matrices.transposedProduct(rows, targets));
  }

  private static Symbol penalised(Symbol products, Symbol lambda) {
    int size = products.shape().dimension(1);
    Shape diagonal = Shape.of(lambda.shape().dimension(0), size);
    return Matrices.plusDiagonal(products, lambda.broadcast(diagonal, 1));
  }
}
