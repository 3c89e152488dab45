package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import java.util.List;

/** Writes a program anew, instruction by instruction, through a rule that may write others. */
final class Rebuild {
  /** Writes what stands for {@code op} on {@code operands} and returns the result's place. */
  interface Rule {
    int write(ProgramBuilder out, Op op, List<Integer> operands);
  }

  private Rebuild() {}

  static Program through(Program program, Rule rule) {
    var out = new ProgramBuilder();
    int[] places = new int[program.size()];
    for (int i = 0; i < program.size(); i++) {
      Instruction instruction = program.at(i);
      List<Integer> operands = instruction.operands().stream().map(j -> places[j]).toList();
      places[i] = rule.write(out, instruction.op(), operands);
    }
    program.outputs().forEach((name, place) -> out.output(name, places[place]));
    return out.build();
  }
}
