package dev.kindling.plan;

import dev.kindling.program.Convolution;
import dev.kindling.program.Instruction;
import dev.kindling.program.Lookup;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.Solve;
import dev.kindling.program.Window;
import dev.kindling.tensor.Shape;
import java.util.stream.IntStream;

/**
 * What one run costs.
 *
 * @param flops floating-point operations; a fused multiply and add counts as two
 * @param bytes read from and written to buffers, caches aside
 */
public record Cost(long flops, long bytes) {
  public static Cost of(Program program) {
    long flops = 0;
    long bytes = 0;
    for (int place = 0; place < program.size(); place++) {
      flops += flops(program, place);
      bytes += bytes(program, place);
    }
    return new Cost(flops, bytes);
  }

  static long flops(Program program, int place) {
    Instruction instruction = program.at(place);
    if (instruction.op() instanceof Op.MatMul product) {
      Shape left = program.shape(instruction.operand(0));
      return 2L * instruction.shape().size() * left.dimension(product.transposeLeft() ? 1 : 2);
    }
    if (instruction.op() instanceof Convolution convolution) {
      return convolutionFlops(program, place, convolution);
    }
    if (instruction.op() instanceof Solve) {
      long n = instruction.shape().dimension(1);
      return instruction.shape().dimension(0) * n * n * n / 3 + 2L * n * instruction.shape().size();
    }
    if (instruction.op() instanceof Lookup.ScatterAdd) {
      return program.shape(instruction.operand(0)).size();
    }
    if (instruction.op() instanceof Op.Fused fused) {
      Program body = fused.body();
      return IntStream.range(0, body.size()).mapToLong(inner -> flops(body, inner)).sum();
    }
    if (instruction.op() instanceof Op.Reduce) {
      return program.shape(instruction.operand(0)).size();
    }
    return instruction.op().elementwise() ? instruction.shape().size() : 0;
  }

  /** A multiplication and an addition for each kernel element over each pixel inside the image. */
  private static long convolutionFlops(Program program, int place, Convolution convolution) {
    Instruction instruction = program.at(place);
    boolean toKernels = convolution instanceof Convolution.ToKernels;
    boolean toImages = convolution instanceof Convolution.ToImages;
    Shape images = toImages ? instruction.shape() : program.shape(instruction.operand(0));
    Shape kernels = toKernels ? instruction.shape() : program.shape(instruction.operand(1));
    Window window = convolution.window();
    long taps =
        window.taps(images.dimension(2), window.height())
            * window.taps(images.dimension(3), window.width());
    long channels = (long) kernels.dimension(3) * kernels.dimension(4);
    return 2L * images.dimension(0) * images.dimension(1) * channels * taps;
  }

  private static long bytes(Program program, int place) {
    Instruction instruction = program.at(place);
    if (!moves(instruction.op())) {
      return 0;
    }
    long read = program.operandShapes(place).stream().mapToLong(Shape::size).sum();
    return Float.BYTES * (read + written(instruction));
  }

  private static long written(Instruction instruction) {
    return instruction.op() instanceof Op.Fused fused
        ? fused.body().outputs().keySet().stream()
            .mapToLong(output -> fused.body().outputShape(output).size())
            .sum()
        : instruction.shape().size();
  }

  /** Whether the operation does anything when the program runs. */
  static boolean moves(Op op) {
    return !(op instanceof Op.Input
        || op instanceof Op.Constant
        || op instanceof Op.Range
        || op instanceof Op.Result
        || isAlias(op));
  }

  /** Whether the result is its operand's buffer. */
  static boolean isAlias(Op op) {
    return op instanceof Op.Reshape || op instanceof Op.Keep;
  }
}
