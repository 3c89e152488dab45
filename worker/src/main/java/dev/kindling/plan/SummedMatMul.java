package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.program.ReduceKind;
import java.util.List;

/**
 * The sum over a batch of products of transposed left operands is one product.
 *
 * <pre>
 *   reduce_sum{0}(matmul_tn([b,k,m], [b,k,n]))  ->  reshape(matmul_tn([1,b*k,m], [1,b*k,n]))
 * </pre>
 *
 * The gradient of parameters that all tasks share has this form.
 */
final class SummedMatMul implements Rewrite {
  @Override
  public Program apply(Program program) {
    return Rebuild.through(
        program,
        (out, op, operands) ->
            sumsProducts(out, op, operands)
                ? single(out, out.at(operands.get(0)))
                : out.add(op, operands));
  }

  private static boolean sumsProducts(ProgramBuilder out, Op op, List<Integer> operands) {
    return op instanceof Op.Reduce reduce
        && reduce.kind() == ReduceKind.SUM
        && reduce.axes().equals(List.of(0))
        && out.at(operands.get(0)).op() instanceof Op.MatMul product
        && product.transposeLeft()
        && !product.transposeRight();
  }

  private static int single(ProgramBuilder out, Instruction product) {
    int left = Stacked.of(out, product.operand(0));
    int right = Stacked.of(out, product.operand(1));
    int result = out.add(product.op(), List.of(left, right));
    return out.add(new Op.Reshape(product.shape().without(List.of(0))), List.of(result));
  }
}
