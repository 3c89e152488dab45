package dev.kindling.engine.onednn;

import dev.kindling.engine.Kernels;

/** Prints what a JVM's kernels are when they are held to an instruction set. */
final class KernelsHere {
  private KernelsHere() {}

  public static void main(String[] arguments) {
    System.out.println(Kernels.of(new OneDnnEngine(arguments[0], 1 << 26)));
  }
}
