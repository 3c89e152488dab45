package dev.kindling.model;

import dev.kindling.meaning.Meaning;
import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;

/** What follows each hidden layer. */
public enum Activation {
  @Meaning("max(0, x).")
  RELU(UnaryKind.RELU),
  @Meaning("The hyperbolic tangent, from -1 to 1.")
  TANH(UnaryKind.TANH),
  @Meaning("1 / (1 + exp(-x)), from 0 to 1.")
  SIGMOID(UnaryKind.SIGMOID);

  private final UnaryKind kind;

  Activation(UnaryKind kind) {
    this.kind = kind;
  }

  Symbol apply(Symbol x) {
    return x.unary(kind);
  }
}
