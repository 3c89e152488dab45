package dev.kindling.engine.nd4j;

import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.fault.Fault;

/** Prints what engines say in a process that has no ND4J. */
final class WithoutNd4j {
  private WithoutNd4j() {}

  public static void main(String[] arguments) {
    System.out.println(new OneDnnEngine("auto", 1 << 20).name());
    try {
      System.out.println(new Nd4jEngine(1 << 20).name());
    } catch (Fault fault) {
      System.out.println(fault.getMessage());
    }
  }
}
