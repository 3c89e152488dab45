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
 * The maximum along one short axis is a chain of maxima of slices, which runs in one sweep.
 *
 * <pre>
 *   reduce_max{1}([a,2,b])  ->  reshape(maximum(slice_0, slice_1))
 * </pre>
 *
 * Pooling is made of these.
 */
final class SmallMaximum implements Rewrite {
  private static final int LONGEST = 4;

  @Override
  public Program apply(Program program) {
    return Rebuild.through(
        program,
        (out, op, operands) ->
            isSmall(out, op, operands)
                ? chain(out, (Op.Reduce) op, operands.get(0))
                : out.add(op, operands));
  }

  private static boolean isSmall(ProgramBuilder out, Op op, List<Integer> operands) {
    return op instanceof Op.Reduce reduce
        && reduce.kind() == ReduceKind.MAX
        && reduce.axes().size() == 1
        && out.shape(operands.get(0)).dimension(reduce.axes().get(0)) <= LONGEST;
  }

  private static int chain(ProgramBuilder out, Op.Reduce reduce, int operand) {
    Shape shape = out.shape(operand);
    int axis = reduce.axes().get(0);
    int largest = slice(out, operand, axis, 0);
    for (int i = 1; i < shape.dimension(axis); i++) {
      int next = slice(out, operand, axis, i);
      largest = out.add(new Op.Binary(BinaryKind.MAXIMUM), List.of(largest, next));
    }
    return out.add(new Op.Reshape(shape.without(reduce.axes())), List.of(largest));
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
