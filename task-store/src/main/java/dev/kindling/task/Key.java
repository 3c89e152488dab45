package dev.kindling.task;

import dev.kindling.fault.Require;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.IntToDoubleFunction;

/**
 * The only source of randomness: an immutable value from which other keys and numbers follow.
 *
 * <p>{@code fold} makes a child key (seed, outer step, task slot, purpose); the drawing methods map
 * a counter to a number. Both encrypt under this key by {@link Threefry}, so a draw depends on
 * nothing but the path of folds and the counter, is the same on every JVM, and needs no order. Each
 * method encrypts in a domain of its own, which keeps children independent of draws; draws made by
 * different methods at one counter may be related, so a counter serves one draw.
 */
public record Key(long high, long low) implements Serializable {

  /** How many floats {@link #floats} writes for a key. */
  public static final int FLOATS = 8;

  private static final int BITS_PER_FLOAT = 16;

  private static final long BITS = 0;
  private static final long FOLD = 1;
  private static final long PURPOSE = 2;
  private static final long NORMAL = 3;
  private static final long BELOW = 4;

  /** Attempts count above the domains, in the second word of the block. */
  private static final int ATTEMPT_SHIFT = 8;

  private static final double TWO_TO_MINUS_53 = 0x1p-53;

  public static Key of(long seed) {
    return new Key(0, seed);
  }

  /** The child for an index: an outer step, a task slot. */
  public Key fold(long data) {
    return Threefry.encrypt(this, data, FOLD);
  }

  /**
   * The child for a purpose. The text's UTF-8 bytes are absorbed after their number, eight at a
   * time, little-endian and padded with zeros, so that no two texts are absorbed alike.
   */
  public Key fold(String purpose) {
    byte[] utf8 = purpose.getBytes(StandardCharsets.UTF_8);
    Key child = Threefry.encrypt(this, utf8.length, PURPOSE);
    for (int start = 0; start < utf8.length; start += Long.BYTES) {
      child = Threefry.encrypt(child, word(utf8, start), PURPOSE);
    }
    return child;
  }

  /** 64 random bits. */
  public long bits(long counter) {
    return Threefry.encrypt(this, counter, BITS).high();
  }

  /** Uniform on the multiples of 2^-53 in [0, 1). */
  public double uniform(long counter) {
    return fraction(bits(counter));
  }

  /** Uniform in [low, high); {@code low} itself when the two are equal. */
  public double uniform(long counter, double low, double high) {
    double value = low + (high - low) * uniform(counter);
    return value < high ? value : Math.max(low, Math.nextDown(high));
  }

  /**
   * Standard normal, by Box and Muller from the two words of one block:
   *
   * <pre>
   *   sqrt(-2 ln u) cos(2 pi v),   u in (0, 1],  v in [0, 1)
   * </pre>
   */
  public double normal(long counter) {
    Key words = Threefry.encrypt(this, counter, NORMAL);
    double u = fraction(words.high) + TWO_TO_MINUS_53;
    double v = fraction(words.low);
    return Math.sqrt(-2 * StrictMath.log(u)) * StrictMath.cos(2 * Math.PI * v);
  }

  /**
   * Uniform on 0, 1, ..., bound - 1, without bias: words above the last whole multiple are redrawn.
   */
  public long below(long counter, long bound) {
    Require.positive("bound", bound);
    for (long attempt = 0; ; attempt++) {
      long word = Threefry.encrypt(this, counter, BELOW + (attempt << ATTEMPT_SHIFT)).high >>> 1;
      long remainder = word % bound;
      boolean inWholeMultiple = word - remainder + (bound - 1) >= 0;
      if (inWholeMultiple) {
        return remainder;
      }
    }
  }

  /** Draws with counters 0, 1, ... one value of [low, high) for each element, rounded to float. */
  public void fillUniform(float[] target, double low, double high) {
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) uniform(i, low, high);
    }
  }

  /** Draws with counters 0, 1, ... one value of this mean and deviation for each element. */
  public void fillNormal(float[] target, double mean, double deviation) {
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) (mean + deviation * normal(i));
    }
  }

  /** This key as floats, sixteen bits in each, {@code high} first and its highest bits first. */
  public float[] floats() {
    float[] floats = new float[FLOATS];
    for (int i = 0; i < FLOATS; i++) {
      long word = i < FLOATS / 2 ? high : low;
      floats[i] = word >>> shift(i) & 0xFFFF;
    }
    return floats;
  }

  /** The key that {@link #floats} wrote, given the float at each place. */
  public static Key ofFloats(IntToDoubleFunction floats) {
    long[] words = new long[2];
    for (int i = 0; i < FLOATS; i++) {
      long bits = Math.round(floats.applyAsDouble(i)) & 0xFFFF;
      words[2 * i / FLOATS] |= bits << shift(i);
    }
    return new Key(words[0], words[1]);
  }

  private static int shift(int place) {
    return (FLOATS / 2 - 1 - place % (FLOATS / 2)) * BITS_PER_FLOAT;
  }

  /** Thirty-two hexadecimal digits, {@code high} first. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(high) + hex.toHexDigits(low);
  }

  private static double fraction(long word) {
    return (word >>> 11) * TWO_TO_MINUS_53;
  }

  private static long word(byte[] bytes, int start) {
    long word = 0;
    for (int i = start; i < Math.min(start + Long.BYTES, bytes.length); i++) {
      word |= (bytes[i] & 0xFFL) << (Byte.SIZE * (i - start));
    }
    return word;
  }
}
