package dev.kindling.check;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program in which what passes {@code stopGradient} keeps the value that it has at given inputs,
 * wherever the inputs are moved. What is a first-order derivative of the program is the whole
 * derivative of this one.
 *
 * @param held the held values, by the names of the inputs that take their places
 */
record FrozenProgram(Program program, Map<String, double[]> held) {
  private static final String HELD = "held/";

  static FrozenProgram of(Program program, Map<String, double[]> at) {
    Map<String, Integer> stops = stops(program);
    Map<String, double[]> held = ReferenceEngine.evaluate(watching(program, stops), at);
    held.keySet().retainAll(stops.keySet());
    List<Instruction> instructions = new ArrayList<>(program.instructions());
    stops.forEach(
        (name, place) -> {
          var input = new Op.Input(name, program.shape(place));
          instructions.set(place, new Instruction(input, List.of(), program.shape(place)));
        });
    return new FrozenProgram(new Program(instructions, program.outputs()), held);
  }

  private static Map<String, Integer> stops(Program program) {
    Map<String, Integer> stops = new LinkedHashMap<>();
    for (int place = 0; place < program.size(); place++) {
      if (program.at(place).op() instanceof Op.StopGradient) {
        stops.put(HELD + place, place);
      }
    }
    return stops;
  }

  /** The same program with the stopped values as results besides. */
  private static Program watching(Program program, Map<String, Integer> stops) {
    Map<String, Integer> outputs = new LinkedHashMap<>(program.outputs());
    outputs.putAll(stops);
    return new Program(program.instructions(), outputs);
  }

  /** The results at other inputs. */
  Map<String, double[]> evaluate(Map<String, double[]> at) {
    Map<String, double[]> all = new LinkedHashMap<>(at);
    all.putAll(held);
    return ReferenceEngine.evaluate(program, all);
  }
}
