package dev.kindling.model;

import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;

/** What follows each hidden layer. */
public enum Activation {
  RELU(UnaryKind.RELU),
  TANH(UnaryKind.TANH),
  SIGMOID(UnaryKind.SIGMOID);

  private final UnaryKind kind;

  Activation(UnaryKind kind) {
    this.kind = kind;
  }

  Symbol apply(Symbol x) {
    return x.unary(kind);
  }
}
