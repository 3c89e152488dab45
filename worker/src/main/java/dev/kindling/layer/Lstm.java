package dev.kindling.layer;

import dev.kindling.program.UnaryKind;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;

/**
 * A step of long short-term memory (Hochreiter, Schmidhuber 1997), with a forget gate:
 *
 * <pre>
 *   [i f g o] = x W + b + h U
 *   c' = sigmoid(f) c + sigmoid(i) tanh(g)
 *   h' = sigmoid(o) tanh(c')
 * </pre>
 *
 * The gates come in PyTorch's order; its two biases, which only add up, are one here.
 */
public final class Lstm {
  /** How many numbers of input a step takes for each number of its state. */
  public static final int GATES = 4;

  private Lstm() {}

  /** What goes from step to step, each {@code [tasks,n,width]}. */
  public record State(Symbol hidden, Symbol cell) {
    public static State zero(Trace trace, Shape shape) {
      Symbol zero = trace.constant(0, shape);
      return new State(zero, zero);
    }
  }

  /**
   * The next state, from {@code x W + b}, {@code [tasks,n,4 width]}, which {@link Linear#dense}
   * gives, and U, {@code [tasks,width,4 width]}.
   */
  public static State step(Symbol input, State state, Symbol recurrent) {
    Symbol gates = input.plus(state.hidden().matMul(recurrent));
    Symbol in = gate(gates, 0).unary(UnaryKind.SIGMOID);
    Symbol forget = gate(gates, 1).unary(UnaryKind.SIGMOID);
    Symbol candidate = gate(gates, 2).unary(UnaryKind.TANH);
    Symbol out = gate(gates, 3).unary(UnaryKind.SIGMOID);
    Symbol cell = forget.times(state.cell()).plus(in.times(candidate));
    return new State(out.times(cell.unary(UnaryKind.TANH)), cell);
  }

  private static Symbol gate(Symbol gates, int index) {
    int width = gates.shape().dimension(2) / GATES;
    return Parts.slice(gates, 2, index * width, width);
  }
}
