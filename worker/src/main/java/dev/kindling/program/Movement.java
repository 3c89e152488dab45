package dev.kindling.program;

import static dev.kindling.program.Operands.expect;
import static dev.kindling.program.Operands.expectCount;

import dev.kindling.tensor.Shape;
import java.util.List;

/** Cutting a part out of a tensor, and its adjoint, setting a part into zeros. */
public sealed interface Movement extends Op {
  /** Where the part begins along each axis of the whole. */
  List<Integer> starts();

  private static boolean within(Shape whole, List<Integer> starts, Shape part) {
    if (part.rank() != whole.rank() || starts.size() != whole.rank()) {
      return false;
    }
    for (int axis = 0; axis < whole.rank(); axis++) {
      int start = starts.get(axis);
      if (start < 0 || start > whole.dimension(axis) - part.dimension(axis)) {
        return false;
      }
    }
    return true;
  }

  /** The part of shape {@code shape} that begins at {@code starts}. */
  record Slice(List<Integer> starts, Shape shape) implements Movement {
    public Slice {
      starts = List.copyOf(starts);
    }

    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 1);
      boolean holds = within(operands.get(0), starts, shape);
      expect(this, operands, holds, "an operand that holds the part");
      return shape;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.slice(this);
    }
  }

  /** A tensor of {@code shape} that holds the operand from {@code starts} on and is 0 elsewhere. */
  record Pad(List<Integer> starts, Shape shape) implements Movement {
    public Pad {
      starts = List.copyOf(starts);
    }

    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 1);
      boolean holds = within(shape, starts, operands.get(0));
      expect(this, operands, holds, "an operand that fits inside");
      return shape;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.pad(this);
    }
  }
}
