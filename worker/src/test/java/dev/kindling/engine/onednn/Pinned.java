package dev.kindling.engine.onednn;

/** Prints which instruction set an engine runs that is held to the given one. */
final class Pinned {
  private Pinned() {}

  public static void main(String[] arguments) {
    System.out.println(new OneDnnEngine(arguments[0], 1 << 20).instructionSet());
  }
}
