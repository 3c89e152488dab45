package dev.kindling.task;

/**
 * Threefry-2x64 with 20 rounds: a cipher of 128-bit blocks under a 128-bit key, which turns
 * counters into random words.
 *
 * <p>Salmon, Moraes, Dror and Shaw, <i>Parallel random numbers: as easy as 1, 2, 3</i> (SC 2011),
 * section 4.2; rotations and key schedule are those of their Random123 library. A round is
 *
 * <pre>
 *   x0 &lt;- x0 + x1;   x1 &lt;- rotateLeft(x1, R[round mod 8]) xor x0
 * </pre>
 *
 * and after every fourth round, numbered i = 1, 2, ..., the key is injected:
 *
 * <pre>
 *   x0 &lt;- x0 + k[i mod 3];   x1 &lt;- x1 + k[(i + 1) mod 3] + i
 * </pre>
 */
final class Threefry {

  private static final int INJECTIONS = 5;

  /** Makes the third word of the key schedule, so that no key leaves all three of them zero. */
  private static final long PARITY = 0x1BD11BDAA9FC1A22L;

  private Threefry() {}

  static Key encrypt(Key key, long counter0, long counter1) {
    long k0 = key.high();
    long k1 = key.low();
    long k2 = PARITY ^ k0 ^ k1;
    long x0 = counter0 + k0;
    long x1 = counter1 + k1;
    for (int i = 1; i <= INJECTIONS; i++) {
      boolean odd = i % 2 == 1;
      x0 += x1;
      x1 = Long.rotateLeft(x1, 16) ^ x0;
      x0 += x1;
      x1 = Long.rotateLeft(x1, odd ? 42 : 32) ^ x0;
      x0 += x1;
      x1 = Long.rotateLeft(x1, odd ? 12 : 24) ^ x0;
      x0 += x1;
      x1 = Long.rotateLeft(x1, odd ? 31 : 21) ^ x0;
      long used = k0;
      k0 = k1;
      k1 = k2;
      k2 = used;
      x0 += k0;
      x1 += k1 + i;
    }
    return new Key(x0, x1);
  }
}
