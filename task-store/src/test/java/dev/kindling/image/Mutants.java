package dev.kindling.image;

import dev.kindling.task.Key;

/** How many mutants a test makes, and from which seed. */
final class Mutants {

  static final int COUNT = 250 * Integer.getInteger("kindling.test.mutants", 1);

  private static final long SEED = Long.getLong("kindling.test.seed", System.nanoTime());

  private Mutants() {}

  static Key key(String kind, int number) {
    if (number == 0) {
      System.out.printf("%s: %d mutants, kindling.test.seed %d%n", kind, COUNT, SEED);
    }
    return Key.of(SEED).fold(kind).fold(number);
  }
}
