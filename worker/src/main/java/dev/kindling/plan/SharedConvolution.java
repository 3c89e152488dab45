package dev.kindling.plan;

import dev.kindling.program.Convolution;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.tensor.Shape;
import java.util.List;

/**
 * A batch of convolutions with the same kernels is one convolution of all images.
 *
 * <pre>
 *   convolution([b,n,h,w,c], broadcast{0}(k))  ->  reshape(convolution([1,b*n,h,w,c], reshape(k)))
 * </pre>
 *
 * The same goes for the adjoint that gives images.
 */
final class SharedConvolution implements Rewrite {
  @Override
  public Program apply(Program program) {
    return Rebuild.through(
        program,
        (out, op, operands) ->
            shares(out, op, operands) ? together(out, op, operands) : out.add(op, operands));
  }

  private static boolean shares(ProgramBuilder out, Op op, List<Integer> operands) {
    return (op instanceof Convolution.Forward || op instanceof Convolution.ToImages)
        && out.at(operands.get(1)).op() instanceof Op.Broadcast broadcast
        && broadcast.axes().equals(List.of(0))
        && broadcast.shape().dimension(0) > 1;
  }

  private static int together(ProgramBuilder out, Op op, List<Integer> operands) {
    int images = Stacked.of(out, operands.get(0));
    int shared = out.at(operands.get(1)).operand(0);
    int kernels = out.add(new Op.Reshape(out.shape(shared).prepend(1)), List.of(shared));
    int result = out.add(op, List.of(images, kernels));
    Shape original = op.infer(operands.stream().map(out::shape).toList());
    return out.add(new Op.Reshape(original), List.of(result));
  }
}
