package dev.kindling.learn;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts a program in two where named values pass: what computes them, and what goes on from them.
 */
final class Parting {
  private final Program whole;

  Parting(Program whole) {
    this.whole = whole;
  }

  /** Only what the outputs of which the names begin so are computed from. */
  Program before(String outputs) {
    return rest(outputs, Map.of());
  }

  /**
   * What the other outputs are computed from, where those of which the names begin so are given.
   */
  Program after(String given, String output) {
    Map<Integer, String> inputs = new HashMap<>();
    whole.outputs().entrySet().stream()
        .filter(named -> named.getKey().startsWith(given))
        .forEach(named -> inputs.putIfAbsent(named.getValue(), named.getKey()));
    return rest(output, inputs);
  }

  private Program rest(String outputs, Map<Integer, String> inputs) {
    boolean[] needed = needed(outputs, inputs);
    var out = new ProgramBuilder();
    int[] places = new int[whole.size()];
    for (int i = 0; i < whole.size(); i++) {
      if (needed[i]) {
        places[i] = written(out, i, inputs.get(i), places);
      }
    }
    whole
        .outputs()
        .forEach(
            (name, place) -> {
              if (name.startsWith(outputs)) {
                out.output(name, places[place]);
              }
            });
    return out.build();
  }

  private int written(ProgramBuilder out, int place, String input, int[] places) {
    Instruction instruction = whole.at(place);
    if (input != null) {
      return out.add(new Op.Input(input, instruction.shape()), List.of());
    }
    List<Integer> operands =
        instruction.operands().stream().map(operand -> places[operand]).toList();
    return out.add(instruction.op(), operands);
  }

  private boolean[] needed(String outputs, Map<Integer, String> inputs) {
    boolean[] needed = new boolean[whole.size()];
    whole.outputs().forEach((name, place) -> needed[place] |= name.startsWith(outputs));
    for (int i = whole.size() - 1; i >= 0; i--) {
      if (needed[i] && !inputs.containsKey(i)) {
        whole.at(i).operands().forEach(operand -> needed[operand] = true);
      }
    }
    return needed;
  }
}
