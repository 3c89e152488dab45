package dev.kindling.program;

import dev.kindling.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds a program one instruction at a time. An instruction that is there already is not written
 * twice: its place is returned, so common subexpressions never arise.
 */
public final class ProgramBuilder {
  private record Expression(Op op, List<Integer> operands) {}

  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Expression, Integer> places = new HashMap<>();
  private final Map<String, Shape> inputs = new HashMap<>();
  private final Map<String, Integer> outputs = new LinkedHashMap<>();

  /** The place of {@code op} applied to the instructions at {@code operands}. */
  public int add(Op op, List<Integer> operands) {
    var expression = new Expression(op, List.copyOf(operands));
    Integer known = places.get(expression);
    if (known != null) {
      return known;
    }
    Shape shape = op.infer(operands.stream().map(this::shape).toList());
    if (op instanceof Op.Input input && inputs.put(input.name(), shape) != null) {
      throw new IllegalArgumentException(
          "two inputs of different shapes are named " + input.name());
    }
    int place = instructions.size();
    instructions.add(new Instruction(op, operands, shape));
    places.put(expression, place);
    return place;
  }

  /** Where {@code op} applied to {@code operands} stands already. */
  public Optional<Integer> find(Op op, List<Integer> operands) {
    return Optional.ofNullable(places.get(new Expression(op, List.copyOf(operands))));
  }

  public void output(String name, int place) {
    if (outputs.putIfAbsent(name, place) != null) {
      throw new IllegalArgumentException("two outputs are named " + name);
    }
  }

  public int size() {
    return instructions.size();
  }

  public Instruction at(int place) {
    return instructions.get(place);
  }

  public Shape shape(int place) {
    return instructions.get(place).shape();
  }

  public Program build() {
    return new Program(instructions, outputs);
  }
}
