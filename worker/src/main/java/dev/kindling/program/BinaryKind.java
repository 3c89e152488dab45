package dev.kindling.program;

/** The functions of two numbers that act on each pair of elements alone. */
public enum BinaryKind {
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  MAXIMUM,
  MINIMUM
}
