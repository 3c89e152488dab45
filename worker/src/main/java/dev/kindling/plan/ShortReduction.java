package dev.kindling.plan;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.program.ReduceKind;
import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A reduction along one short outer axis is a chain over slices, which runs in one sweep.
 *
 * <pre>
 *   reduce_max{1}([a,2,b])  ->  reshape(maximum(slice_0, slice_1))
 * </pre>
 *
 * Pooling and its gradient are made of these. Along the last axis slices are single elements, which
 * a sweep reads badly, so there the reduction stays.
 */
final class ShortReduction implements Rewrite {
  private static final int LONGEST = 4;

  @Override
  public Program apply(Program program) {
    return Rebuild.through(
        program,
        (out, op, operands) ->
            isShort(out, op, operands)
                ? chain(out, (Op.Reduce) op, operands.get(0))
                : out.add(op, operands));
  }

  private static boolean isShort(ProgramBuilder out, Op op, List<Integer> operands) {
    if (!(op instanceof Op.Reduce reduce) || reduce.axes().size() != 1) {
      return false;
    }
    Shape shape = out.shape(operands.get(0));
    int axis = reduce.axes().get(0);
    return axis < shape.rank() - 1 && shape.dimension(axis) <= LONGEST;
  }

  private static int chain(ProgramBuilder out, Op.Reduce reduce, int operand) {
    Shape shape = out.shape(operand);
    int axis = reduce.axes().get(0);
    boolean sums = reduce.kind() == ReduceKind.SUM;
    var link = new Op.Binary(sums ? BinaryKind.ADD : BinaryKind.MAXIMUM);
    int result = slice(out, operand, axis, 0);
    for (int i = 1; i < shape.dimension(axis); i++) {
      result = out.add(link, List.of(result, slice(out, operand, axis, i)));
    }
    return out.add(new Op.Reshape(shape.without(reduce.axes())), List.of(result));
  }

  private static int slice(ProgramBuilder out, int operand, int axis, int start) {
    Shape shape = out.shape(operand);
    List<Integer> starts = new ArrayList<>(Collections.nCopies(shape.rank(), 0));
    starts.set(axis, start);
    int[] dimensions = shape.dimensions();
    dimensions[axis] = 1;
    return out.add(new Movement.Slice(starts, Shape.of(dimensions)), List.of(operand));
  }
}
