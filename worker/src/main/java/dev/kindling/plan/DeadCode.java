package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import java.util.List;

/** Leaves out what no output needs; inputs stay, since they are what the caller sees. */
final class DeadCode implements Rewrite {
  @Override
  public Program apply(Program program) {
    boolean[] needed = needed(program);
    var out = new ProgramBuilder();
    int[] places = new int[program.size()];
    for (int i = 0; i < program.size(); i++) {
      if (needed[i]) {
        Instruction instruction = program.at(i);
        List<Integer> operands = instruction.operands().stream().map(j -> places[j]).toList();
        places[i] = out.add(instruction.op(), operands);
      }
    }
    program.outputs().forEach((name, place) -> out.output(name, places[place]));
    return out.build();
  }

  private static boolean[] needed(Program program) {
    boolean[] needed = new boolean[program.size()];
    program.outputs().values().forEach(place -> needed[place] = true);
    for (int i = program.size() - 1; i >= 0; i--) {
      needed[i] |= program.at(i).op() instanceof Op.Input;
      if (needed[i]) {
        program.at(i).operands().forEach(operand -> needed[operand] = true);
      }
    }
    return needed;
  }
}
