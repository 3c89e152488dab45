package dev.kindling.plan;

import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.tensor.Shape;
import java.util.List;

/**
 * Which sweeps write over an operand that nothing reads afterwards.
 *
 * <pre>
 *   %1 = fused(add) %0 %2  @64      ->  %1 = fused(add) %0 %2  @0
 *   where %0 lies @0 and is not read again
 * </pre>
 *
 * Each element must be read and written once, at one place: sweeps visit some elements twice where
 * rows are no multiple of their longest steps.
 */
final class InPlace {
  private final Program program;
  private final int[] owner;
  private final int[] death;

  /**
   * The sweeps of a program.
   *
   * @param owner the instruction in whose buffer each result lies
   * @param death the last instruction that reads each buffer
   */
  InPlace(Program program, int[] owner, int[] death) {
    this.program = program;
    this.owner = owner;
    this.death = death;
  }

  /** The operand that the instruction writes over, or -1. */
  int operand(int place) {
    if (!(program.at(place).op() instanceof Op.Fused fused) || !isWhole(program.shape(place))) {
      return -1;
    }
    List<Integer> operands = program.at(place).operands();
    for (int index = 0; index < operands.size(); index++) {
      if (dies(operands.get(index), place) && fits(fused.body(), index)) {
        return operands.get(index);
      }
    }
    return -1;
  }

  private static boolean isWhole(Shape shape) {
    return shape.rank() > 0 && shape.dimension(shape.rank() - 1) % Target.LONGEST_STEP == 0;
  }

  private boolean dies(int operand, int place) {
    boolean single =
        program.at(place).operands().stream()
                .filter(other -> owner[other] == owner[operand])
                .count()
            == 1;
    return single
        && death[owner[operand]] == place
        && !Arena.lasts(program.at(owner[operand]).op());
  }

  /** Whether the sweep visits the operand as it visits its first result. */
  private static boolean fits(Program body, int index) {
    int input = body.inputs().get(String.valueOf(index));
    int output = body.outputs().get(Op.Fused.output(0));
    boolean direct =
        body.instructions().stream()
            .filter(user -> user.operands().contains(input))
            .noneMatch(user -> Sweepable.spreads(user.op()));
    return direct
        && body.at(output).op().elementwise()
        && body.shape(input).equals(body.shape(output));
  }
}
