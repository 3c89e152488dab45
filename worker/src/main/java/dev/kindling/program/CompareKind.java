package dev.kindling.program;

/** Comparisons of two numbers; the result is 1 where they hold and 0 elsewhere. */
public enum CompareKind {
  GREATER,
  GREATER_OR_EQUAL,
  EQUAL
}
