package dev.kindling.program;

/** How the elements along the reduced axes become one. */
public enum ReduceKind {
  SUM,
  MAX
}
