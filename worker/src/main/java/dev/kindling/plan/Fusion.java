package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Movement;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Elementwise operations run together in one sweep over memory.
 *
 * <pre>
 *   %3 = add %1 %2;  %4 = relu %3   ->   %4 = fused(add relu) %1 %2
 * </pre>
 *
 * An operation joins the sweep of its only user; comparisons, constants and broadcasts are cheap
 * enough to join every user's. A value that something else reads is written to memory by a sweep of
 * its own.
 */
final class Fusion implements Rewrite {
  private static final int MOST_OPERATIONS = 24;
  private static final int MOST_OPERANDS = 10;

  private final Target target;

  Fusion(Target target) {
    this.target = target;
  }

  @Override
  public Program apply(Program program) {
    boolean[] absorbed = absorbed(program);
    var out = new ProgramBuilder();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < program.size(); i++) {
      if (!absorbed[i]) {
        Instruction written =
            sweeps(program.at(i).op()) ? swept(program, absorbed, i) : program.at(i);
        List<Integer> operands = written.operands().stream().map(places::get).toList();
        places.put(i, out.add(written.op(), operands));
      }
    }
    program.outputs().forEach((name, place) -> out.output(name, places.get(place)));
    return out.build();
  }

  private static Instruction swept(Program program, boolean[] absorbed, int place) {
    var sweep = new Sweep(program, absorbed, place);
    return new Instruction(new Op.Fused(sweep.body()), sweep.operands(), program.shape(place));
  }

  private boolean[] absorbed(Program program) {
    int[] uses = program.uses();
    boolean[] stored = stored(program);
    boolean[] absorbed = new boolean[program.size()];
    for (int i = 0; i < program.size(); i++) {
      Op op = program.at(i).op();
      boolean joins = isCheap(op) || (sweeps(op) && uses[i] == 1 && isSmall(program, absorbed, i));
      absorbed[i] = joins && !stored[i];
    }
    return absorbed;
  }

  private static boolean isSmall(Program program, boolean[] absorbed, int place) {
    var sweep = new Sweep(program, absorbed, place);
    return sweep.body().size() < MOST_OPERATIONS && sweep.operands().size() < MOST_OPERANDS;
  }

  /** Values that something other than a sweep reads and that must stand in memory. */
  private boolean[] stored(Program program) {
    boolean[] stored = new boolean[program.size()];
    for (Instruction instruction : program.instructions()) {
      boolean inSweep = sweeps(instruction.op()) && instruction.op().elementwise();
      instruction.operands().forEach(operand -> stored[operand] |= !inSweep);
    }
    program.outputs().values().forEach(place -> stored[place] = true);
    return stored;
  }

  private static boolean isCheap(Op op) {
    return op instanceof Op.Constant || op instanceof Op.Compare || spreads(op);
  }

  private boolean sweeps(Op op) {
    if (op instanceof Op.Unary unary) {
      return !target.separate().contains(unary.kind());
    }
    return op.elementwise() || spreads(op);
  }

  /** Reads its operand in another order, for nothing. */
  private static boolean spreads(Op op) {
    return op instanceof Op.Broadcast || op instanceof Movement.Slice;
  }
}
