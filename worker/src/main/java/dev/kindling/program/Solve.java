package dev.kindling.program;

import static dev.kindling.program.Operands.expect;
import static dev.kindling.program.Operands.expectCount;

import dev.kindling.tensor.Shape;
import java.util.List;

/**
 * The solutions X of {@code S X = B} for small symmetric positive-definite matrices: {@code
 * [b,n,n]} and {@code [b,n,m]} to {@code [b,n,m]}. S is the symmetric part {@code (A + A^T) / 2} of
 * the first operand, so that rounding on one side of the diagonal does not matter. Where S is not
 * positive definite the result is NaN.
 */
public record Solve() implements Op {
  @Override
  public Shape infer(List<Shape> operands) {
    expectCount(this, operands, 2);
    Shape matrix = operands.get(0);
    Shape right = operands.get(1);
    boolean holds =
        matrix.rank() == 3
            && right.rank() == 3
            && matrix.dimension(1) == matrix.dimension(2)
            && matrix.dimension(0) == right.dimension(0)
            && matrix.dimension(1) == right.dimension(1);
    expect(this, operands, holds, "matrices [b,n,n] and right sides [b,n,m]");
    return right;
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.solve(this);
  }
}
