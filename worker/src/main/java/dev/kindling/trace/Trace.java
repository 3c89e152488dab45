package dev.kindling.trace;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.program.Verifier;
import dev.kindling.tensor.Shape;
import java.util.Arrays;

/** Records as a program what is done with its symbols. */
public final class Trace {
  /** Several times what a long inner loop takes; a program that has no end is stopped here. */
  private static final int MOST_INSTRUCTIONS = 200_000;

  private final ProgramBuilder builder = new ProgramBuilder();

  /** A tensor that is given at each run under {@code name}. */
  public Symbol input(String name, Shape shape) {
    return apply(new Op.Input(name, shape));
  }

  public Symbol constant(double value, Shape shape) {
    return apply(new Op.Constant(value, shape));
  }

  /** Makes {@code symbol} a result of the program under {@code name}. */
  public void output(String name, Symbol symbol) {
    requireMine(symbol);
    builder.output(name, symbol.place());
  }

  /**
   * The result of {@code op}. Every operation enters the program here; a program that grows too
   * long is refused.
   */
  public Symbol apply(Op op, Symbol... operands) {
    Arrays.stream(operands).forEach(this::requireMine);
    int place = builder.add(op, Arrays.stream(operands).map(Symbol::place).toList());
    if (place >= MOST_INSTRUCTIONS) {
      throw new IllegalArgumentException(
          "a program has at most " + MOST_INSTRUCTIONS + " instructions but this one needs more");
    }
    return symbol(place);
  }

  /** Refuses steps that would make a program too long, before they are written. */
  public void requireRoom(int steps, int length) {
    if ((long) steps * length > MOST_INSTRUCTIONS) {
      throw new IllegalArgumentException(
          "a program has at most %d instructions but %d inner steps of %d make more"
              .formatted(MOST_INSTRUCTIONS, steps, length));
    }
  }

  /** How many instructions there are. */
  public int size() {
    return builder.size();
  }

  public Instruction instruction(int place) {
    return builder.at(place);
  }

  public Symbol symbol(int place) {
    return new Symbol(this, place, builder.shape(place));
  }

  public Program program() {
    return Verifier.verify(builder.build());
  }

  private void requireMine(Symbol symbol) {
    if (symbol.trace() != this) {
      throw new IllegalArgumentException(
          "a symbol of another trace, of shape " + symbol.shape() + ", is used here");
    }
  }
}
