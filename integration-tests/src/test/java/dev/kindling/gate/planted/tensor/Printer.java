package dev.kindling.gate.planted.tensor;

/** Prints where it should not. */
final class Printer {
  void print() {
    System.out.println();
  }
}
