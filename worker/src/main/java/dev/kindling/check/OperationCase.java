package dev.kindling.check;

import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One application of an operation.
 *
 * @param domain what the operation wants its operands to be
 */
public record OperationCase(Op op, List<Shape> operands, Domain domain) {
  public OperationCase {
    operands = List.copyOf(operands);
  }

  /** The key of the numbers that this case is tried on. */
  public Key key() {
    return Key.of(toString().hashCode());
  }

  /** The operation's name and kind, which the coverage gate counts. */
  public String label() {
    return op.label();
  }

  List<Symbol> inputs(Trace trace) {
    List<Symbol> inputs = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      inputs.add(trace.input("x" + i, operands.get(i)));
    }
    return inputs;
  }

  /** The program of the operation alone, with inputs x0, x1, ... and the output "result". */
  public Program program() {
    var trace = new Trace();
    trace.output("result", trace.apply(op, inputs(trace).toArray(Symbol[]::new)));
    return trace.program();
  }

  /** Numbers for all inputs of a program made from this case. */
  public Map<String, double[]> numbers(Program program) {
    Map<String, double[]> numbers = new LinkedHashMap<>();
    for (String name : program.inputs().keySet()) {
      Domain own = name.startsWith("x") ? domain : Domain.ANY;
      numbers.put(name, own.numbers(name, program.inputShape(name), key().fold(name)));
    }
    return numbers;
  }

  @Override
  public String toString() {
    return op + " on " + operands;
  }
}
