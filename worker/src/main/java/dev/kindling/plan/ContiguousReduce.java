package dev.kindling.plan;

import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * A reduction along axes that are not neighbours becomes reductions along neighbours, the innermost
 * axes first.
 *
 * <pre>
 *   reduce_sum{0,2}([a,b,c])  ->  reduce_sum{0}(reduce_sum{2}([a,b,c]))
 * </pre>
 */
final class ContiguousReduce implements Rewrite {
  @Override
  public Program apply(Program program) {
    return Rebuild.through(
        program,
        (out, op, operands) ->
            op instanceof Op.Reduce reduce
                ? split(out, reduce, operands.get(0))
                : out.add(op, operands));
  }

  private static int split(ProgramBuilder out, Op.Reduce reduce, int operand) {
    int place = operand;
    List<Integer> axes = new ArrayList<>(reduce.axes());
    while (!axes.isEmpty()) {
      List<Integer> run = lastRun(axes);
      place = out.add(new Op.Reduce(reduce.kind(), run), List.of(place));
      axes.removeAll(run);
    }
    return place;
  }

  private static List<Integer> lastRun(List<Integer> axes) {
    int start = axes.size() - 1;
    while (start > 0 && axes.get(start - 1) == axes.get(start) - 1) {
      start--;
    }
    return List.copyOf(axes.subList(start, axes.size()));
  }
}
