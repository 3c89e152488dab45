package dev.kindling.engine.onednn;

/** Prints the instruction set that an engine held to the given one runs. */
final class Pinned {
  private Pinned() {}

  public static void main(String[] arguments) {
    System.out.println(new OneDnnEngine(arguments[0], 1 << 20).instructionSet());
  }
}
