package dev.kindling.program;

import dev.kindling.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A straight line of instructions and the names of those whose results leave it. An instruction
 * uses earlier ones only, so list order is execution order.
 */
public record Program(List<Instruction> instructions, Map<String, Integer> outputs) {
  public Program {
    instructions = List.copyOf(instructions);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  public int size() {
    return instructions.size();
  }

  public Instruction at(int place) {
    return instructions.get(place);
  }

  public Shape shape(int place) {
    return at(place).shape();
  }

  /** The shapes of an instruction's operands. */
  public List<Shape> operandShapes(int place) {
    return at(place).operands().stream().map(this::shape).toList();
  }

  /** The places of the inputs by name, in program order. */
  public Map<String, Integer> inputs() {
    Map<String, Integer> inputs = new LinkedHashMap<>();
    for (int i = 0; i < size(); i++) {
      if (at(i).op() instanceof Op.Input input) {
        inputs.put(input.name(), i);
      }
    }
    return inputs;
  }

  public Shape inputShape(String name) {
    return shape(known(inputs(), name, "input"));
  }

  public Shape outputShape(String name) {
    return shape(known(outputs, name, "output"));
  }

  /** How often each instruction's result is used, outputs counted once each. */
  public int[] uses() {
    int[] uses = new int[size()];
    instructions.forEach(instruction -> instruction.operands().forEach(i -> uses[i]++));
    outputs.values().forEach(i -> uses[i]++);
    return uses;
  }

  private static int known(Map<String, Integer> names, String name, String what) {
    Integer place = names.get(name);
    if (place == null) {
      throw new IllegalArgumentException(
          "no " + what + " is named " + name + "; the program has " + names.keySet());
    }
    return place;
  }

  /** One line per instruction, such as {@code %3 [16,10] = multiply %1 %2}, then the outputs. */
  public String text() {
    return new ProgramText(this).toString();
  }

  @Override
  public String toString() {
    return "program of " + size() + " instructions for " + outputs.keySet();
  }
}
