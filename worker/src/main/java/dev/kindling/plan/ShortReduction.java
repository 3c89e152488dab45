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
 * A reduction along short outer axes is a chain over slices, which runs in one sweep.
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
    if (!(op instanceof Op.Reduce reduce)) {
      return false;
    }
    Shape shape = out.shape(operands.get(0));
    return !reduce.axes().contains(shape.rank() - 1)
        && shape.size() / shape.without(reduce.axes()).size() <= LONGEST;
  }

  private static int chain(ProgramBuilder out, Op.Reduce reduce, int operand) {
    Shape shape = out.shape(operand);
    var link = new Op.Binary(reduce.kind() == ReduceKind.SUM ? BinaryKind.ADD : BinaryKind.MAXIMUM);
    List<List<Integer>> starts = starts(shape, reduce.axes());
    int result = slice(out, operand, reduce.axes(), starts.get(0));
    for (List<Integer> start : starts.subList(1, starts.size())) {
      int next = slice(out, operand, reduce.axes(), start);
      result = out.add(link, List.of(result, next));
    }
    return out.add(new Op.Reshape(shape.without(reduce.axes())), List.of(result));
  }

  /** Every place along {@code axes}, the last axis fastest. */
  private static List<List<Integer>> starts(Shape shape, List<Integer> axes) {
    List<List<Integer>> starts = List.of(Collections.nCopies(shape.rank(), 0));
    for (int axis : axes) {
      List<List<Integer>> more = new ArrayList<>();
      for (List<Integer> start : starts) {
        for (int place = 0; place < shape.dimension(axis); place++) {
          List<Integer> next = new ArrayList<>(start);
          next.set(axis, place);
          more.add(next);
        }
      }
      starts = more;
    }
    return starts;
  }

  private static int slice(
      ProgramBuilder out, int operand, List<Integer> axes, List<Integer> start) {
    int[] dimensions = out.shape(operand).dimensions();
    axes.forEach(axis -> dimensions[axis] = 1);
    return out.add(new Movement.Slice(start, Shape.of(dimensions)), List.of(operand));
  }
}
