package dev.kindling.engine.nd4j;

import dev.kindling.program.Convolution;
import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.tensor.Shape;

/**
 * The room that kernels share for what they need only while they run: as much as the largest need.
 *
 * @param floats for patches of images and for halves of selections
 * @param truths for comparisons
 */
record Scratch(long floats, long truths) {

  static Scratch of(Program program) {
    long floats = 0;
    long truths = 0;
    for (Instruction instruction : program.instructions()) {
      Op op = instruction.op();
      if (op instanceof Op.Compare) {
        truths = Math.max(truths, instruction.shape().size());
      } else if (op instanceof Op.Select) {
        floats = Math.max(floats, instruction.shape().size());
      } else if (op instanceof Convolution convolution) {
        floats = Math.max(floats, patches(program, instruction, convolution));
      }
    }
    return new Scratch(floats, truths);
  }

  private static long patches(Program program, Instruction instruction, Convolution convolution) {
    Shape first = program.shape(instruction.operand(0));
    Shape second = program.shape(instruction.operand(1));
    if (convolution instanceof Convolution.Forward) {
      return Patches.floats(convolution.window(), first, instruction.shape());
    }
    return convolution instanceof Convolution.ToImages
        ? Patches.floats(convolution.window(), instruction.shape(), first)
        : Patches.floats(convolution.window(), first, second);
  }
}
