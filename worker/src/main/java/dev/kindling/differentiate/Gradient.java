package dev.kindling.differentiate;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import dev.kindling.trace.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gradient of a scalar by reverse accumulation. For each instruction {@code y = f(x_1..x_n)}
 * that lies between the variables asked for and the scalar, latest first, the adjoint of each
 * {@code x_i} grows by {@code (df/dx_i)^T} times the adjoint of {@code y}, as {@link
 * DerivativeRules} writes it.
 */
public final class Gradient {
  private final Trace trace;
  private final boolean[] active;
  private final Map<Integer, Symbol> adjoints = new HashMap<>();

  private Gradient(Trace trace, int end, List<Symbol> variables, List<Symbol> held) {
    this.trace = trace;
    this.active = active(trace, end, variables, held);
  }

  /** The derivative of {@code scalar} by each of {@code variables}, in their order. */
  public static List<Symbol> of(Symbol scalar, List<Symbol> variables) {
    return of(scalar, variables, List.of());
  }

  /** The derivative by each of {@code variables}, under its name. */
  public static Symbols of(Symbol scalar, Symbols variables) {
    return variables.named(of(scalar, variables.values()));
  }

  /** The same, with {@code held} taken as constants, whatever they were computed from. */
  static List<Symbol> of(Symbol scalar, List<Symbol> variables, List<Symbol> held) {
    if (scalar.shape().rank() != 0) {
      throw new IllegalArgumentException(
          "a gradient is of a scalar but the symbol's shape is " + scalar.shape());
    }
    int end = scalar.place() + 1;
    var gradient = new Gradient(scalar.trace(), end, variables, held);
    gradient.adjoints.put(scalar.place(), scalar.alike(1));
    for (int place = end - 1; place >= 0; place--) {
      gradient.propagate(place);
    }
    return variables.stream().map(gradient::adjointOrZero).toList();
  }

  /** Which of the first {@code end} instructions depend on a variable in a differentiable way. */
  private static boolean[] active(Trace trace, int end, List<Symbol> variables, List<Symbol> held) {
    Set<Integer> constant = held.stream().map(Symbol::place).collect(Collectors.toSet());
    boolean[] active = new boolean[end];
    variables.stream().filter(v -> v.place() < end).forEach(v -> active[v.place()] = true);
    for (int place = 0; place < end; place++) {
      Instruction instruction = trace.instruction(place);
      boolean flat =
          instruction.op() instanceof Op.StopGradient
              || instruction.op() instanceof Op.Compare
              || constant.contains(place);
      active[place] |= !flat && instruction.operands().stream().anyMatch(i -> active[i]);
    }
    return active;
  }

  private void propagate(int place) {
    Symbol adjoint = adjoints.get(place);
    if (adjoint == null || !active[place]) {
      return;
    }
    Instruction instruction = trace.instruction(place);
    List<Symbol> operands = instruction.operands().stream().map(trace::symbol).toList();
    var rules = new DerivativeRules(operands, trace.symbol(place), adjoint);
    for (int i = 0; i < operands.size(); i++) {
      int operand = instruction.operand(i);
      if (active[operand]) {
        rules
            .contribution(instruction.op(), i)
            .ifPresent(received -> adjoints.merge(operand, received, Symbol::plus));
      }
    }
  }

  private Symbol adjointOrZero(Symbol variable) {
    Symbol adjoint = adjoints.get(variable.place());
    return adjoint == null ? variable.alike(0) : adjoint;
  }
}
