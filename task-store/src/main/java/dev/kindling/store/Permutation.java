package dev.kindling.store;

import dev.kindling.task.Key;

/**
 * The numbers from 0 to n - 1 in an order that follows from a key, any of them at once and without
 * memory. A number is split into halves of b bits, with 4^b at least n, and goes through rounds of
 *
 * <pre>
 *   (left, right) -> (right, left xor f_i(right)),
 * </pre>
 *
 * which is one to one whatever f_i is (Feistel); what falls beyond n - 1 goes through again until
 * it does not, which is one to one too.
 */
final class Permutation {
  private static final int ROUNDS = 6;

  private final Key[] rounds = new Key[ROUNDS];
  private final long size;
  private final int half;
  private final long mask;

  Permutation(Key key, long size) {
    this.size = size;
    int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, size - 1));
    this.half = (bits + 1) / 2;
    this.mask = (1L << half) - 1;
    for (int i = 0; i < ROUNDS; i++) {
      rounds[i] = key.fold(i);
    }
  }

  /** The number in a place from 0 to n - 1. */
  long at(long place) {
    long number = shuffled(place);
    while (number >= size) {
      number = shuffled(number);
    }
    return number;
  }

  private long shuffled(long number) {
    long left = number >>> half;
    long right = number & mask;
    for (Key round : rounds) {
      long next = left ^ (round.bits(right) & mask);
      left = right;
      right = next;
    }
    return left << half | right;
  }
}
