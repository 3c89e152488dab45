package dev.kindling.program;

/** The functions of one number that act on each element alone. */
public enum UnaryKind {
  NEGATE,
  EXP,
  LOG,
  SQRT,
  RECIPROCAL,
  TANH,
  SIGMOID,
  /** {@code x <= 0 ? 0 : x}, so that a NaN stays one. */
  RELU
}
