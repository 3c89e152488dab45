package dev.kindling.differentiate;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import dev.kindling.trace.Trace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The gradient of a scalar by reverse accumulation. For each instruction {@code y = f(x_1..x_n)}
 * that lies between the variables asked for and the scalar, latest first, the adjoint of each
 * {@code x_i} grows by {@code (df/dx_i)^T} times the adjoint of {@code y}, as {@link
 * DerivativeRules} writes it.
 */
public final class Gradient {
  private final Trace trace;
  private final Set<Integer> variables;
  private final Set<Integer> held;
  private final NavigableSet<Integer> active = new TreeSet<>();
  private final Map<Integer, Symbol> adjoints = new HashMap<>();

  private Gradient(Trace trace, List<Symbol> variables, List<Symbol> held) {
    this.trace = trace;
    this.variables = places(variables);
    this.held = places(held);
  }

  private static Set<Integer> places(List<Symbol> symbols) {
    return symbols.stream().map(Symbol::place).collect(Collectors.toSet());
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
    var gradient = new Gradient(scalar.trace(), variables, held);
    gradient.activate(scalar.place());
    gradient.adjoints.put(scalar.place(), scalar.alike(1));
    gradient.active.descendingSet().forEach(gradient::propagate);
    return variables.stream().map(gradient::adjointOrZero).toList();
  }

  /**
   * Finds what depends on a variable in a differentiable way, among what leads to {@code end}. It
   * looks at nothing else: a long trace takes many gradients, each of a short part of it.
   */
  private void activate(int end) {
    for (int place : leadingTo(end)) {
      boolean depends = trace.instruction(place).operands().stream().anyMatch(active::contains);
      if (variables.contains(place) || (depends && !isFlat(place))) {
        active.add(place);
      }
    }
  }

  /** The places, from the first variable's on, of what {@code end} is computed from. */
  private SortedSet<Integer> leadingTo(int end) {
    int first = variables.stream().mapToInt(place -> place).min().orElse(end);
    SortedSet<Integer> leading = new TreeSet<>();
    Deque<Integer> open = new ArrayDeque<>(List.of(end));
    while (!open.isEmpty()) {
      int place = open.pop();
      if (place >= first && leading.add(place) && !isFlat(place)) {
        open.addAll(trace.instruction(place).operands());
      }
    }
    return leading;
  }

  private boolean isFlat(int place) {
    Op op = trace.instruction(place).op();
    return op instanceof Op.StopGradient || op instanceof Op.Compare || held.contains(place);
  }

  private void propagate(int place) {
    Symbol adjoint = adjoints.get(place);
    if (adjoint == null) {
      return;
    }
    Instruction instruction = trace.instruction(place);
    List<Symbol> operands = instruction.operands().stream().map(trace::symbol).toList();
    var rules = new DerivativeRules(operands, trace.symbol(place), adjoint);
    for (int i = 0; i < operands.size(); i++) {
      int operand = instruction.operand(i);
      if (active.contains(operand)) {
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
