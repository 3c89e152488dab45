package dev.kindling.image;

import dev.kindling.task.Key;

/** How many mutants a test makes, and from which seed. */
final class Mutants {

  /** Enough to see that a test can fail; {@code -Dkindling.mutants=10000} makes as many of each. */
  static final int COUNT = Integer.getInteger("kindling.mutants", 250);

  private static final long SEED = Long.getLong("kindling.test.seed", System.nanoTime());

  private Mutants() {}

  static Key key(String kind, int number) {
    if (number == 0) {
      System.out.printf("%s: %d mutants, kindling.test.seed %d%n", kind, COUNT, SEED);
    }
    return Key.of(SEED).fold(kind).fold(number);
  }
}
