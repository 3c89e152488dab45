package dev.kindling.plan;

import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.tensor.Shape;
import java.util.List;

/**
 * A batch of products with one shared right operand is one tall product.
 *
 * <pre>
 *   matmul_n?([b,m,k], broadcast{0}(w))  ->  reshape(matmul_n?([1,b*m,k], reshape(w)))
 * </pre>
 *
 * The first inner step of every task uses the same parameters, so this is its usual form.
 */
final class SharedMatMul implements Rewrite {
  @Override
  public Program apply(Program program) {
    return Rebuild.through(
        program,
        (out, op, operands) ->
            op instanceof Op.MatMul product && shares(out, product, operands)
                ? tall(out, product, operands)
                : out.add(op, operands));
  }

  private static boolean shares(ProgramBuilder out, Op.MatMul product, List<Integer> operands) {
    return !product.transposeLeft()
        && out.at(operands.get(1)).op() instanceof Op.Broadcast broadcast
        && broadcast.axes().equals(List.of(0))
        && broadcast.shape().dimension(0) > 1;
  }

  private static int tall(ProgramBuilder out, Op.MatMul product, List<Integer> operands) {
    int stacked = Stacked.of(out, operands.get(0));
    int shared = out.at(operands.get(1)).operand(0);
    int single = out.add(new Op.Reshape(out.shape(shared).prepend(1)), List.of(shared));
    int result = out.add(product, List.of(stacked, single));
    Shape original = product.infer(operands.stream().map(out::shape).toList());
    return out.add(new Op.Reshape(original), List.of(result));
  }
}
