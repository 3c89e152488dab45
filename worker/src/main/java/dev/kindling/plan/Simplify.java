package dev.kindling.plan;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.Scalars;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Local algebra: {@code x*1 -> x}, {@code x+0 -> x}, {@code x+(-y) -> x-y}, {@code
 * sum(broadcast(x)) -> n*x}, functions of constants become constants, and so on. It never uses
 * {@code x*0 = 0}, which a NaN or an infinity breaks; the sign of a zero may change.
 */
final class Simplify implements Rewrite {
  @Override
  public Program apply(Program program) {
    return Rebuild.through(program, (out, op, operands) -> new Step(out, operands).write(op));
  }

  /** One instruction about to be written. */
  private record Step(ProgramBuilder out, List<Integer> operands) {

    int write(Op op) {
      return shorter(op).orElseGet(() -> out.add(op, operands));
    }

    private Optional<Integer> shorter(Op op) {
      if (op instanceof Op.StopGradient) {
        return Optional.of(operands.get(0));
      }
      if (op instanceof Op.Reshape reshape) {
        return reshaped(reshape);
      }
      if (movesNothing(op)) {
        return Optional.of(new Step(out, operands).write(new Op.Reshape(op.infer(shapes()))));
      }
      if (op instanceof Op.Broadcast) {
        return value(0).map(value -> constant(op, value));
      }
      if (op instanceof Op.Transpose transpose && isInOrder(transpose.permutation())) {
        return Optional.of(operands.get(0));
      }
      if (op instanceof Op.Unary unary) {
        return unary(unary);
      }
      if (op instanceof Op.Binary binary) {
        return folded(binary)
            .or(() -> identity(binary.kind()))
            .or(() -> negated(binary.kind()))
            .or(() -> shifted(binary.kind()));
      }
      return op instanceof Op.Reduce reduce ? reduced(reduce) : Optional.empty();
    }

    private static boolean isInOrder(List<Integer> permutation) {
      return permutation.stream().sorted().toList().equals(permutation);
    }

    /** Whether it reduces or repeats axes of length 1 only, or takes a whole tensor as its part. */
    private boolean movesNothing(Op op) {
      boolean resizes =
          op instanceof Op.Reduce || op instanceof Op.Broadcast || op instanceof Movement;
      return resizes && op.infer(shapes()).size() == out.shape(operands.get(0)).size();
    }

    private Optional<Integer> reshaped(Op.Reshape op) {
      if (out.shape(operands.get(0)).equals(op.shape())) {
        return Optional.of(operands.get(0));
      }
      if (operation(0) instanceof Op.Reshape) {
        return Optional.of(new Step(out, inner(0)).write(op));
      }
      return value(0).map(value -> constant(op, value));
    }

    private Optional<Integer> unary(Op.Unary op) {
      if (op.kind() == UnaryKind.NEGATE && isNegation(0)) {
        return Optional.of(inner(0).get(0));
      }
      return value(0).map(value -> constant(op, Scalars.apply(op.kind(), value)));
    }

    private Optional<Integer> folded(Op.Binary op) {
      return value(0).flatMap(x -> value(1).map(y -> constant(op, Scalars.apply(op.kind(), x, y))));
    }

    private Optional<Integer> identity(BinaryKind kind) {
      boolean additive = kind == BinaryKind.ADD || kind == BinaryKind.SUBTRACT;
      boolean multiplicative = kind == BinaryKind.MULTIPLY || kind == BinaryKind.DIVIDE;
      double neutral = additive ? 0 : 1;
      if ((additive || multiplicative) && is(1, neutral)) {
        return Optional.of(operands.get(0));
      }
      boolean commutes = kind == BinaryKind.ADD || kind == BinaryKind.MULTIPLY;
      return commutes && is(0, neutral) ? Optional.of(operands.get(1)) : Optional.empty();
    }

    private Optional<Integer> negated(BinaryKind kind) {
      if (kind == BinaryKind.SUBTRACT && is(0, 0)) {
        return Optional.of(out.add(new Op.Unary(UnaryKind.NEGATE), operands.subList(1, 2)));
      }
      if (kind == BinaryKind.SUBTRACT && isNegation(1)) {
        return binary(BinaryKind.ADD, operands.get(0), inner(1).get(0));
      }
      if (kind == BinaryKind.ADD && isNegation(1)) {
        return binary(BinaryKind.SUBTRACT, operands.get(0), inner(1).get(0));
      }
      return kind == BinaryKind.ADD && isNegation(0)
          ? binary(BinaryKind.SUBTRACT, operands.get(1), inner(0).get(0))
          : Optional.empty();
    }

    private Optional<Integer> binary(BinaryKind kind, int left, int right) {
      return Optional.of(out.add(new Op.Binary(kind), List.of(left, right)));
    }

    /** {@code (x + broadcast(a)) - broadcast(b) -> x - broadcast(b - a)}, all axes the same. */
    private Optional<Integer> shifted(BinaryKind kind) {
      if (kind != BinaryKind.SUBTRACT
          || !(operation(1) instanceof Op.Broadcast second)
          || !(operation(0) instanceof Op.Binary inner && inner.kind() == BinaryKind.ADD)
          || !second.equals(out.at(inner(0).get(1)).op())) {
        return Optional.empty();
      }
      int shift = out.at(inner(0).get(1)).operand(0);
      var subtract = new Op.Binary(BinaryKind.SUBTRACT);
      int less = new Step(out, List.of(inner(1).get(0), shift)).write(subtract);
      return binary(BinaryKind.SUBTRACT, inner(0).get(0), out.add(second, List.of(less)));
    }

    private Optional<Integer> reduced(Op.Reduce op) {
      if (op.kind() != ReduceKind.SUM) {
        return Optional.empty();
      }
      int count = out.shape(operands.get(0)).size() / op.infer(shapes()).size();
      if (operation(0) instanceof Op.Broadcast broadcast && broadcast.axes().equals(op.axes())) {
        int repeated = inner(0).get(0);
        int factor = out.add(new Op.Constant(count, out.shape(repeated)), List.of());
        return binary(BinaryKind.MULTIPLY, repeated, factor);
      }
      return value(0).map(value -> constant(op, value * count));
    }

    private int constant(Op op, double value) {
      return out.add(new Op.Constant(value, op.infer(shapes())), List.of());
    }

    private List<Shape> shapes() {
      return operands.stream().map(out::shape).toList();
    }

    private Op operation(int index) {
      return out.at(operands.get(index)).op();
    }

    private List<Integer> inner(int index) {
      return out.at(operands.get(index)).operands();
    }

    private boolean isNegation(int index) {
      return operation(index) instanceof Op.Unary unary && unary.kind() == UnaryKind.NEGATE;
    }

    private Optional<Double> value(int index) {
      return operation(index) instanceof Op.Constant constant
          ? Optional.of(constant.value())
          : Optional.empty();
    }

    private boolean is(int index, double value) {
      return value(index).filter(constant -> constant == value).isPresent();
    }
  }
}
