package dev.kindling.gate.planted.tensor;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** Random numbers that no key names. */
final class Dice {
  int util() {
    return new Random().nextInt();
  }

  int threadLocal() {
    return ThreadLocalRandom.current().nextInt();
  }

  double math() {
    return Math.random();
  }
}
