package dev.kindling.layer;

import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;

/**
 * A step of a gated recurrent unit (Cho et al. 2014), with the reset after the product as PyTorch
 * has it:
 *
 * <pre>
 *   [r z n] = x W + b,   [r' z' n'] = h U
 *   m = tanh(n + sigmoid(r + r') (n' + d))
 *   h' = m + sigmoid(z + z') (h - m)
 * </pre>
 *
 * The gates come in PyTorch's order. Only d is left of PyTorch's second bias: the rest adds to the
 * first.
 */
public final class Gru {
  /** How many numbers of input a step takes for each number of its state. */
  public static final int GATES = 3;

  private Gru() {}

  /**
   * The next state {@code [tasks,n,width]}, from {@code x W + b}, {@code [tasks,n,3 width]}, which
   * {@link Linear#dense} gives, U, {@code [tasks,width,3 width]}, and d, {@code [tasks,width]}.
   */
  public static Symbol step(Symbol input, Symbol state, Symbol recurrent, Symbol candidateBias) {
    Symbol before = state.matMul(recurrent);
    Symbol reset = gate(input, 0).plus(gate(before, 0)).unary(UnaryKind.SIGMOID);
    Symbol update = gate(input, 1).plus(gate(before, 1)).unary(UnaryKind.SIGMOID);
    Symbol kept = gate(before, 2).plus(Channels.everywhere(candidateBias, state));
    Symbol candidate = gate(input, 2).plus(reset.times(kept)).unary(UnaryKind.TANH);
    return candidate.plus(update.times(state.minus(candidate)));
  }

  private static Symbol gate(Symbol gates, int index) {
    int width = gates.shape().dimension(2) / GATES;
    return Parts.slice(gates, 2, index * width, width);
  }
}
