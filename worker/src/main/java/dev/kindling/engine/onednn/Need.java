package dev.kindling.engine.onednn;

import dev.kindling.engine.Footprint;
import dev.kindling.plan.Plan;
import dev.kindling.program.Convolution;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.ReduceKind;
import dev.kindling.program.UnaryKind;

/**
 * What a program takes, to the byte, found by describing its kernels to the library without making
 * them. The block that programs have in turns holds the arena, then convolution kernels as the
 * library wants them, then what the library's kernels write to while they run.
 *
 * @param arenaBytes for the buffers of the plan
 * @param packedBytes for the largest convolution kernels
 * @param scratchBytes for the kernel that needs most while it runs
 * @param ownBytes that the program holds all the time
 */
record Need(long arenaBytes, long packedBytes, long scratchBytes, long ownBytes) {

  static Need of(Plan plan) {
    try (Native library = Native.describing()) {
      var lowering = new Lowering(plan, Memory.nowhere(), library, new SweepCompiler());
      for (int place = 0; place < plan.program().size(); place++) {
        if (isOfLibrary(plan.program().at(place).op())) {
          lowering.lower(place);
        }
      }
      return new Need(
          plan.arenaBytes(), library.packedBytes(), library.scratchBytes(), library.ownBytes());
    }
  }

  /** A kernel of the library that is left out here is refused when it is made. */
  private static boolean isOfLibrary(Op op) {
    return op instanceof Op.MatMul
        || op instanceof Op.Transpose
        || op instanceof Convolution
        || op instanceof Movement.Pad
        || (op instanceof Op.Unary unary && unary.kind() != UnaryKind.LOG)
        || (op instanceof Op.Reduce reduce && reduce.kind() != ReduceKind.MAX);
  }

  /** The size of the block that holds all of it, wherever its first cache line begins. */
  long sharedBytes() {
    return scratchOffset() + Memory.aligned(scratchBytes) + Memory.CACHE_LINE;
  }

  /** Where the convolution kernels lie. */
  long packedOffset() {
    return Memory.aligned(arenaBytes);
  }

  /** Where the library's kernels write to. */
  long scratchOffset() {
    return packedOffset() + Memory.aligned(packedBytes);
  }

  Footprint footprint() {
    return new Footprint(sharedBytes(), ownBytes);
  }
}
