package dev.kindling.plan;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import java.util.List;

/**
 * A sum of a linear expression is that expression of sums, where at most one of them is new.
 *
 * <pre>
 *   reduce_sum{0}(x + broadcast{0}(b))    ->  reduce_sum{0}(x) + n * b
 *   reduce_sum{0}(x * broadcast{0}(s))    ->  reduce_sum{0}(x) * s
 *   reduce_sum{0}(x - y)                  ->  reduce_sum{0}(x) - reduce_sum{0}(y)
 * </pre>
 *
 * Normalisation and its gradients are made of these: most of their sums follow from two.
 */
final class LinearSum implements Rewrite {
  private static final int DEEPEST = 10;

  @Override
  public Program apply(Program program) {
    return Rebuild.through(
        program,
        (out, op, operands) ->
            op instanceof Op.Reduce reduce && reduce.kind() == ReduceKind.SUM
                ? new Step(out, reduce).write(operands.get(0))
                : out.add(op, operands));
  }

  /** One sum about to be written. */
  private record Step(ProgramBuilder out, Op.Reduce sum) {

    int write(int place) {
      return newSums(place, 0) > 1 ? out.add(sum, List.of(place)) : spread(place, 0);
    }

    private boolean isKnown(int place) {
      return out.find(sum, List.of(place)).isPresent();
    }

    private int newSums(int place, int depth) {
      Instruction instruction = out.at(place);
      if (isRepeated(place) || isKnown(place)) {
        return 0;
      }
      if (depth == DEEPEST || !isLinear(instruction)) {
        return 1;
      }
      return instruction.operands().stream()
          .filter(operand -> !isFactor(instruction, operand))
          .mapToInt(operand -> newSums(operand, depth + 1))
          .sum();
    }

    private boolean isLinear(Instruction instruction) {
      if (instruction.op() instanceof Op.Binary binary) {
        return switch (binary.kind()) {
          case ADD, SUBTRACT -> true;
          case MULTIPLY -> isRepeated(instruction.operand(0)) || isRepeated(instruction.operand(1));
          case DIVIDE, MAXIMUM, MINIMUM -> false;
        };
      }
      return instruction.op() instanceof Op.Unary unary && unary.kind() == UnaryKind.NEGATE;
    }

    private boolean isFactor(Instruction instruction, int operand) {
      return instruction.op() instanceof Op.Binary binary
          && binary.kind() == BinaryKind.MULTIPLY
          && isRepeated(operand);
    }

    private boolean isRepeated(int place) {
      return out.at(place).op() instanceof Op.Broadcast broadcast
          && broadcast.axes().equals(sum.axes());
    }

    private int spread(int place, int depth) {
      Instruction instruction = out.at(place);
      if (isRepeated(place) && !isKnown(place)) {
        return times(instruction.operand(0), place);
      }
      if (depth == DEEPEST || isKnown(place) || !isLinear(instruction)) {
        return out.add(sum, List.of(place));
      }
      List<Integer> sums =
          instruction.operands().stream()
              .map(operand -> part(instruction, operand, depth + 1))
              .toList();
      return out.add(instruction.op(), sums);
    }

    private int part(Instruction instruction, int operand, int depth) {
      return isFactor(instruction, operand) ? out.at(operand).operand(0) : spread(operand, depth);
    }

    /** The sum of {@code repeated}, which is {@code place} again and again. */
    private int times(int place, int repeated) {
      Shape shape = out.shape(place);
      double count = (double) out.shape(repeated).size() / shape.size();
      int factor = out.add(new Op.Constant(count, shape), List.of());
      return out.add(new Op.Binary(BinaryKind.MULTIPLY), List.of(place, factor));
    }
  }
}
