package dev.kindling.plan;

import dev.kindling.program.BinaryKind;
import dev.kindling.program.Convolution;
import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.program.ReduceKind;
import java.util.List;

/**
 * The sum over a batch of several products, which serve nothing else, is the sum of each.
 *
 * <pre>
 *   reduce_sum{0}(p + q)  ->  reduce_sum{0}(p) + reduce_sum{0}(q)
 * </pre>
 *
 * where {@link SummedMatMul} or {@link SummedConvolution} makes one product of each sum. Parameters
 * that are used for the support and for the query examples have such a gradient. A product that is
 * needed for each task by itself stays: its sum would be a second product.
 */
final class SpreadSum implements Rewrite {
  private static final int DEEPEST = 500;

  @Override
  public Program apply(Program program) {
    Program live = new DeadCode().apply(program);
    return new Rewriting(live).result();
  }

  /** One program being written anew. */
  private static final class Rewriting {
    private final Program program;
    private final int[] uses;
    private final ProgramBuilder out = new ProgramBuilder();
    private final int[] places;

    Rewriting(Program program) {
      this.program = program;
      this.uses = program.uses();
      this.places = new int[program.size()];
    }

    Program result() {
      for (int i = 0; i < program.size(); i++) {
        places[i] = written(program.at(i));
      }
      program.outputs().forEach((name, place) -> out.output(name, places[place]));
      return out.build();
    }

    private int written(Instruction instruction) {
      if (sumsTasks(instruction.op()) && spreads(instruction.operand(0), 0)) {
        return spread(instruction.op(), instruction.operand(0));
      }
      List<Integer> operands =
          instruction.operands().stream().map(operand -> places[operand]).toList();
      return out.add(instruction.op(), operands);
    }

    private boolean spreads(int place, int depth) {
      Instruction instruction = program.at(place);
      if (uses[place] != 1 || depth == DEEPEST) {
        return false;
      }
      return isProduct(instruction.op())
          || (isSum(instruction.op())
              && spreads(instruction.operand(0), depth + 1)
              && spreads(instruction.operand(1), depth + 1));
    }

    private int spread(Op sum, int place) {
      Instruction instruction = program.at(place);
      if (isProduct(instruction.op())) {
        return out.add(sum, List.of(places[place]));
      }
      int left = spread(sum, instruction.operand(0));
      return out.add(instruction.op(), List.of(left, spread(sum, instruction.operand(1))));
    }

    private static boolean sumsTasks(Op op) {
      return op instanceof Op.Reduce reduce
          && reduce.kind() == ReduceKind.SUM
          && reduce.axes().equals(List.of(0));
    }

    private static boolean isSum(Op op) {
      return op instanceof Op.Binary binary && binary.kind() == BinaryKind.ADD;
    }

    private static boolean isProduct(Op op) {
      return op instanceof Convolution.ToKernels
          || (op instanceof Op.MatMul product
              && product.transposeLeft()
              && !product.transposeRight());
    }
  }
}
