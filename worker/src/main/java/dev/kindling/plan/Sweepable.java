package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ReduceKind;
import dev.kindling.tensor.Shape;

/** Which instructions of a program can run in sweeps. */
final class Sweepable {
  /** Sums of rows shorter than this are better left to the engine's own kernels. */
  private static final int SHORTEST_ROW = 16;

  private final Program program;
  private final Target target;

  Sweepable(Program program, Target target) {
    this.program = program;
    this.target = target;
  }

  boolean sweeps(int place) {
    Op op = program.at(place).op();
    if (op instanceof Op.Unary unary) {
      return !target.separate().contains(unary.kind());
    }
    return op.elementwise() || spreads(op) || isSum(place);
  }

  /** Whether the instruction reads its operands element by element as it goes. */
  boolean streams(int place) {
    return sweeps(place) && !spreads(program.at(place).op());
  }

  /** A sum of rows, which a sweep can add up as it goes. */
  boolean isSum(int place) {
    return program.at(place).op() instanceof Op.Reduce reduce
        && reduce.kind() == ReduceKind.SUM
        && isLarge(program.shape(program.at(place).operand(0)))
        && rowLength(program.shape(program.at(place).operand(0)), reduce) >= SHORTEST_ROW;
  }

  boolean isLarge(Shape shape) {
    return shape.size() >= target.large();
  }

  private static int rowLength(Shape shape, Op.Reduce reduce) {
    int length = 1;
    for (int axis = shape.rank() - 1; !reduce.axes().contains(axis); axis--) {
      length *= shape.dimension(axis);
    }
    return length;
  }

  /** Whether the operation only reads its operand in another order, which costs a sweep nothing. */
  static boolean spreads(Op op) {
    return op instanceof Op.Broadcast || op instanceof Movement.Slice;
  }

  /** The elements that a sweep for this instruction visits. */
  Shape visited(int place) {
    Instruction instruction = program.at(place);
    return isSum(place) ? program.shape(instruction.operand(0)) : instruction.shape();
  }
}
