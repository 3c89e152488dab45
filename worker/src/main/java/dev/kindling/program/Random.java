package dev.kindling.program;

import static dev.kindling.program.Operands.expect;
import static dev.kindling.program.Operands.expectCount;

import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import java.util.List;

/**
 * Random numbers that follow from keys. Row i of the operand {@code [b,8]} is task i's key, written
 * as {@link Key#floats}. Folded with {@code purpose}, it gives the numbers at {@code [i,...]} of
 * the result. What a task draws depends on its own key alone, and not on the block it is in.
 */
public record Random(RandomKind kind, String purpose, Shape shape) implements Op {
  @Override
  public String label() {
    return "Random " + kind;
  }

  @Override
  public Shape infer(List<Shape> operands) {
    expectCount(this, operands, 1);
    boolean holds =
        shape.rank() > 0 && operands.get(0).equals(Shape.of(shape.dimension(0), Key.FLOATS));
    expect(this, operands, holds, "one key of " + Key.FLOATS + " numbers for each of " + shape);
    return shape;
  }

  /** How many numbers each key gives. */
  public int perKey() {
    return shape.size() / shape.dimension(0);
  }

  @Override
  public <R> R accept(OpVisitor<R> visitor) {
    return visitor.random(this);
  }
}
