package dev.kindling.trace;

import dev.kindling.program.Instruction;
import dev.kindling.program.Op;
import dev.kindling.program.Program;
import dev.kindling.program.ProgramBuilder;
import dev.kindling.program.Verifier;
import dev.kindling.tensor.Shape;
import java.util.Arrays;

/** Records what is done with its symbols as a program. */
public final class Trace {
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

  /** The result of {@code op}; the door through which every operation enters the program. */
  public Symbol apply(Op op, Symbol... operands) {
    Arrays.stream(operands).forEach(this::requireMine);
    return symbol(builder.add(op, Arrays.stream(operands).map(Symbol::place).toList()));
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
