package dev.kindling.program;

import static dev.kindling.program.Operands.expect;
import static dev.kindling.program.Operands.expectCount;
import static dev.kindling.program.Operands.expectSame;

import dev.kindling.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The operations of a program. Each is a record that validates its operands' shapes and infers the
 * result's; none computes anything. All numbers are floating point; a mask is 0 or 1.
 */
public sealed interface Op
    permits Convolution,
        Lookup,
        Movement,
        Random,
        Solve,
        Op.Input,
        Op.Constant,
        Op.Range,
        Op.Unary,
        Op.Binary,
        Op.Compare,
        Op.Select,
        Op.Reduce,
        Op.Broadcast,
        Op.Reshape,
        Op.Transpose,
        Op.MatMul,
        Op.StopGradient,
        Op.Keep,
        Op.Fused,
        Op.Result {

  /** The shape of the result. Throws {@link IllegalArgumentException} if operands do not fit. */
  Shape infer(List<Shape> operands);

  <R> R accept(OpVisitor<R> visitor);

  /** What checks call the operation: its name, and its kind if it has one. */
  default String label() {
    return getClass().getSimpleName();
  }

  /** Whether each element of the result depends on the same element of each operand only. */
  default boolean elementwise() {
    return false;
  }

  /** A tensor that is given at each run. */
  record Input(String name, Shape shape) implements Op {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 0);
      return shape;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.input(this);
    }
  }

  /** A tensor whose elements all have one value. */
  record Constant(double value, Shape shape) implements Op {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 0);
      return shape;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.constant(this);
    }
  }

  /** A function of each element. */
  record Unary(UnaryKind kind) implements Op {
    @Override
    public String label() {
      return "Unary " + kind;
    }

    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 1);
      return operands.get(0);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.unary(this);
    }

    @Override
    public boolean elementwise() {
      return true;
    }
  }

  /** A function of each pair of elements of two tensors of one shape. */
  record Binary(BinaryKind kind) implements Op {
    @Override
    public String label() {
      return "Binary " + kind;
    }

    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 2);
      return expectSame(this, operands);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.binary(this);
    }

    @Override
    public boolean elementwise() {
      return true;
    }
  }

  /** 1 where the comparison holds, 0 elsewhere; its derivative is 0. */
  record Compare(CompareKind kind) implements Op {
    @Override
    public String label() {
      return "Compare " + kind;
    }

    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 2);
      return expectSame(this, operands);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.compare(this);
    }

    @Override
    public boolean elementwise() {
      return true;
    }
  }

  /** The second operand where the first (a mask) is not 0, the third elsewhere. */
  record Select() implements Op {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 3);
      return expectSame(this, operands);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.select(this);
    }

    @Override
    public boolean elementwise() {
      return true;
    }
  }

  /** The sum or maximum along {@code axes}, which the result lacks. */
  record Reduce(ReduceKind kind, List<Integer> axes) implements Op {
    @Override
    public String label() {
      return "Reduce " + kind;
    }

    public Reduce {
      axes = Operands.sortedAxes(axes);
    }

    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 1);
      Operands.expectAxes(this, axes, operands.get(0));
      return operands.get(0).without(axes);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.reduce(this);
    }
  }

  /** The operand repeated along {@code axes} of {@code shape}; the adjoint of a sum. */
  record Broadcast(Shape shape, List<Integer> axes) implements Op {
    public Broadcast {
      axes = Operands.sortedAxes(axes);
    }

    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 1);
      Operands.expectAxes(this, axes, shape);
      Shape expected = shape.without(axes);
      expect(this, operands, operands.get(0).equals(expected), "an operand of shape " + expected);
      return shape;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.broadcast(this);
    }
  }

  /** The same elements in row-major order under another shape. */
  record Reshape(Shape shape) implements Op {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 1);
      int size = shape.size();
      expect(this, operands, operands.get(0).size() == size, "an operand of " + size + " elements");
      return shape;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.reshape(this);
    }
  }

  /** Axis {@code i} of the result is axis {@code permutation[i]} of the operand. */
  record Transpose(List<Integer> permutation) implements Op {
    public Transpose {
      permutation = List.copyOf(permutation);
    }

    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 1);
      Shape operand = operands.get(0);
      List<Integer> axes = IntStream.range(0, operand.rank()).boxed().toList();
      boolean permutes = permutation.stream().sorted().toList().equals(axes);
      expect(this, operands, permutes, "a permutation of the operand's axes");
      return Shape.of(permutation.stream().map(operand::dimension).toList());
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.transpose(this);
    }
  }

  /**
   * {@code [b,m,k] x [b,k,n] -> [b,m,n]}; with a flag set, that operand comes as its transpose
   * {@code [b,k,m]} or {@code [b,n,k]}.
   */
  record MatMul(boolean transposeLeft, boolean transposeRight) implements Op {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 2);
      Shape left = operands.get(0);
      Shape right = operands.get(1);
      expect(this, operands, left.rank() == 3 && right.rank() == 3, "two operands of rank 3");
      boolean fits =
          left.dimension(0) == right.dimension(0)
              && left.dimension(transposeLeft ? 1 : 2) == right.dimension(transposeRight ? 2 : 1);
      expect(this, operands, fits, "equal batch and inner dimensions");
      int rows = left.dimension(transposeLeft ? 2 : 1);
      return Shape.of(left.dimension(0), rows, right.dimension(transposeRight ? 1 : 2));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.matMul(this);
    }
  }

  /** Along {@code axis}, each element is its place: 0, 1, 2, ... */
  record Range(Shape shape, int axis) implements Op {
    public Range {
      Operands.expectAxes(new Constant(0, shape), List.of(axis), shape);
    }

    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 0);
      return shape;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.range(this);
    }
  }

  /** The operand itself, taken as a constant by differentiation. */
  record StopGradient() implements Op {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 1);
      return operands.get(0);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.stopGradient(this);
    }
  }

  /**
   * The operand itself, which ends stretch number {@code stretch}, counted from 0, of a long
   * computation. Where memory is short the planner keeps only such results, and computes again what
   * else of a stretch is needed after the last one.
   */
  record Keep(int stretch) implements Op {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 1);
      return operands.get(0);
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.keep(this);
    }
  }

  /**
   * A little program of elementwise operations, constants, broadcasts and slices that runs in one
   * sweep; only the planner makes these. Its inputs are named "0", "1", ... after the operands. Its
   * outputs, each an elementwise value or the sum of one along some axes, are named "result",
   * "result1", ...: the first is this operation's result, {@link Result} gives the others.
   */
  record Fused(Program body) implements Op {
    /** The name of the body's output {@code index}. */
    public static String output(int index) {
      return index == 0 ? "result" : "result" + index;
    }

    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, body.inputs().size());
      for (int i = 0; i < operands.size(); i++) {
        Shape expected = body.inputShape(String.valueOf(i));
        boolean fits = operands.get(i).equals(expected);
        expect(this, operands, fits, "operand " + i + " to be of shape " + expected);
      }
      return body.outputShape(output(0));
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.fused(this);
    }
  }

  /** Output {@code index}, from 1, of the sweep that is the operand; it costs nothing. */
  record Result(int index, Shape shape) implements Op {
    @Override
    public Shape infer(List<Shape> operands) {
      expectCount(this, operands, 1);
      return shape;
    }

    @Override
    public <R> R accept(OpVisitor<R> visitor) {
      return visitor.result(this);
    }
  }
}
