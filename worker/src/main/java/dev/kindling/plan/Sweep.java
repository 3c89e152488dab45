package dev.kindling.plan;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The body of one fused operation, gathered from its results backwards. */
final class Sweep {
  private final Program program;
  private final boolean[] absorbed;
  private final ProgramBuilder body = new ProgramBuilder();
  private final Map<Integer, Integer> inside = new HashMap<>();
  private final List<Integer> operands = new ArrayList<>();
  private int outputs;

  /** A sweep that computes {@code roots}, of which later ones may read earlier ones. */
  Sweep(Program program, boolean[] absorbed, List<Integer> roots) {
    this.program = program;
    this.absorbed = absorbed;
    roots.forEach(root -> inside.put(root, add(root)));
  }

  /** Makes the value of a root a result. */
  void output(int root) {
    body.output(Op.Fused.output(outputs++), inside.get(root));
  }

  /** The instructions outside the sweep whose results it reads. */
  List<Integer> operands() {
    return List.copyOf(operands);
  }

  int size() {
    return body.size();
  }

  Program body() {
    return body.build();
  }

  private int add(int place) {
    Instruction instruction = program.at(place);
    return body.add(instruction.op(), instruction.operands().stream().map(this::gather).toList());
  }

  private int gather(int place) {
    Integer known = inside.get(place);
    if (known != null) {
      return known;
    }
    int written = absorbed[place] ? add(place) : operand(place);
    inside.put(place, written);
    return written;
  }

  private int operand(int place) {
    operands.add(place);
    String name = String.valueOf(operands.size() - 1);
    return body.add(new Op.Input(name, program.shape(place)), List.of());
  }
}
