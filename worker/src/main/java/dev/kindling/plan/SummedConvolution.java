package dev.kindling.plan;

import dev.kindling.program.Convolution;
import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.program.ReduceKind;
import java.util.List;

/**
 * The sum over a batch of convolutions to kernels is one such convolution over all images.
 *
 * <pre>
 *   reduce_sum{0}(to_kernels([b,n,...], [b,n,...]))  ->  reshape(to_kernels([1,b*n,...], ...))
 * </pre>
 */
final class SummedConvolution implements Rewrite {
  @Override
  public Program apply(Program program) {
    return Rebuild.through(
        program,
        (out, op, operands) ->
            sums(out, op, operands) ? single(out, out.at(operands.get(0))) : out.add(op, operands));
  }

  private static boolean sums(ProgramBuilder out, Op op, List<Integer> operands) {
    return op instanceof Op.Reduce reduce
        && reduce.kind() == ReduceKind.SUM
        && reduce.axes().equals(List.of(0))
        && out.at(operands.get(0)).op() instanceof Convolution.ToKernels;
  }

  private static int single(ProgramBuilder out, Instruction kernels) {
    int images = Stacked.of(out, kernels.operand(0));
    int responses = Stacked.of(out, kernels.operand(1));
    int result = out.add(kernels.op(), List.of(images, responses));
    return out.add(new Op.Reshape(kernels.shape().without(List.of(0))), List.of(result));
  }
}
