package dev.kindling.model;

import dev.kindling.program.UnaryKind;
import dev.kindling.trace.Symbol;

/** What follows each hidden layer. */
public enum Activation {
  RELU(UnaryKind.RELU, 2),
  TANH(UnaryKind.TANH, 1),
  SIGMOID(UnaryKind.SIGMOID, 1);

  private final UnaryKind kind;
  private final double gain;

  Activation(UnaryKind kind, double gain) {
    this.kind = kind;
    this.gain = gain;
  }

  Symbol apply(Symbol x) {
    return x.unary(kind);
  }

  /** The variance of a layer's weights, times its inputs, that keeps activations' scale. */
  double gain() {
    return gain;
  }
}
