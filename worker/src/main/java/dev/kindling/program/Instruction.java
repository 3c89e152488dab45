package dev.kindling.program;

import dev.kindling.tensor.Shape;
import java.util.List;

/** One operation on the results of earlier instructions, named by their places in the program. */
public record Instruction(Op op, List<Integer> operands, Shape shape) {
  public Instruction {
    operands = List.copyOf(operands);
  }

  public int operand(int index) {
    return operands.get(index);
  }
}
