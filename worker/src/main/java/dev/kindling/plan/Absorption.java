package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import java.util.List;

/**
 * Which values are computed in the sweeps that read them and never stand in memory. Comparisons,
 * constants, broadcasts and slices join every such sweep; another value joins that of its only
 * reader. A large one with several readers joins them all where reading its operands again takes no
 * more traffic than writing and reading it: with operands of l times its size and n readers, where
 *
 * <pre>  n l  <=  l + 1 + n</pre>
 */
final class Absorption {
  private static final int MOST_OPERATIONS = 34;
  private static final int MOST_OPERATIONS_AGAIN = 16;
  private static final int MOST_OPERANDS = 12;

  private final Program program;
  private final Sweepable sweepable;
  private final int[] uses;
  private final boolean[] absorbed;

  Absorption(Program program, Sweepable sweepable) {
    this.program = program;
    this.sweepable = sweepable;
    this.uses = program.uses();
    this.absorbed = new boolean[program.size()];
  }

  boolean[] absorbed() {
    boolean[] stored = stored();
    for (int place = 0; place < program.size(); place++) {
      absorbed[place] = !stored[place] && joins(place);
    }
    return absorbed;
  }

  /** Values that must stand in memory: outputs, sums, and what is not read element by element. */
  private boolean[] stored() {
    boolean[] stored = new boolean[program.size()];
    for (int place = 0; place < program.size(); place++) {
      boolean streams = sweepable.streams(place);
      program.at(place).operands().forEach(operand -> stored[operand] |= !streams);
      stored[place] |= sweepable.isSum(place);
    }
    program.outputs().values().forEach(place -> stored[place] = true);
    return stored;
  }

  private boolean joins(int place) {
    Op op = program.at(place).op();
    if (op instanceof Op.Constant || op instanceof Op.Compare || Sweepable.spreads(op)) {
      return true;
    }
    if (!sweepable.sweeps(place)) {
      return false;
    }
    var sweep = new Sweep(program, absorbed, List.of(place));
    boolean single = uses[place] == 1;
    return sweep.size() < (single ? MOST_OPERATIONS : MOST_OPERATIONS_AGAIN)
        && sweep.operands().size() < MOST_OPERANDS
        && (single || (sweepable.isLarge(program.shape(place)) && saves(place, sweep.body())));
  }

  private boolean saves(int place, Program body) {
    double read = 0;
    for (Instruction instruction : body.instructions()) {
      for (int operand : instruction.operands()) {
        read += body.at(operand).op() instanceof Op.Input ? part(body, instruction, operand) : 0;
      }
    }
    double l = read / program.shape(place).size();
    return uses[place] * l <= l + 1 + uses[place];
  }

  /** How much of an operand an instruction reads; what several read counts for each. */
  private static int part(Program body, Instruction instruction, int operand) {
    return instruction.op() instanceof Movement.Slice
        ? instruction.shape().size()
        : body.shape(operand).size();
  }
}
