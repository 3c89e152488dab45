package dev.kindling.episode;

import dev.kindling.task.Key;
import java.util.Arrays;

/**
 * Gradients rounded to half precision, and behind them what tasks carry on, as it was computed.
 *
 * <p>The gradients of a block share an exponent e, that of the largest of them or -98 if it is
 * lower, so that what is rounded lies between -2^15 and 2^15, and no finite number becomes
 * infinite. Of the two halves beside a number one is drawn, so that the expected one is the number:
 *
 * <pre>
 *   y = x 2^(14 - e),   q = the spacing of halves at |y|,   u uniform in [0, 1)
 *   |y| becomes q floor(|y| / q + u)
 * </pre>
 *
 * u has 16 bits. For numbers down to 2^-31 of 2^e that is exact; of others the expected half misses
 * less than 2^-54 of it, which a sum in double precision cannot tell.
 *
 * @param codes a half for each gradient, as IEEE 754 lays them out
 * @param exponents that of each block; the first block may have begun before the first code
 * @param begun how many codes of the first block came before
 * @param carried the rest, unrounded
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them; a copy would double a sum
public record HalfNumbers(short[] codes, byte[] exponents, int begun, float[] carried)
    implements SumNumbers {
  private static final long serialVersionUID = 1;

  private static final int BLOCK = 256;
  private static final int TOP = 14;

  /** Of halves: their least normal exponent, and what is added to exponents. */
  private static final int LEAST_NORMAL = -14;

  private static final int BIAS = 15;

  /** Codes without their sign. */
  private static final int SIZE = 0x7FFF;

  private static final int NORMAL = 0x0400;
  private static final int INFINITE = 0x7C00;
  private static final int NOT_A_NUMBER = 0x7E00;

  private static final int FRACTION_BITS = 10;
  private static final int FLOAT_FRACTION_BITS = 23;
  private static final int DROPPED_BITS = FLOAT_FRACTION_BITS - FRACTION_BITS;
  private static final int FLOAT_BIAS = 127;
  private static final int FLOAT_INFINITE = 0x7F800000;

  /** Floats that are not normal become halves that are not normal. */
  private static final int LEAST_EXPONENT = Float.MIN_EXPONENT + TOP - LEAST_NORMAL;

  private static final int DRAWS_PER_WORD = 4;
  private static final int DRAW_BITS = 16;
  private static final int DRAW = (1 << DRAW_BITS) - 1;

  public HalfNumbers {
    boolean fits = begun >= 0 && begun < BLOCK && exponents.length == blocks(codes.length, begun);
    if (!fits) {
      throw new IllegalArgumentException(
          "%d exponents do not fit %d codes after %d"
              .formatted(exponents.length, codes.length, begun));
    }
  }

  /** So many codes that begin in the middle of a block are of as many blocks. */
  private static long blocks(long codes, int begun) {
    return codes == 0 ? 0 : (begun + codes + BLOCK - 1) / BLOCK;
  }

  /** What so many gradients take. */
  static long bytes(long numbers) {
    return Short.BYTES * numbers + blocks(numbers, 0);
  }

  /**
   * Rounds the first {@code rounded} of some numbers.
   *
   * @param key from which the choices follow, that of each number from its place
   */
  static HalfNumbers of(float[] numbers, int rounded, Key key) {
    short[] codes = new short[rounded];
    byte[] exponents = new byte[(int) blocks(rounded, 0)];
    for (int block = 0; block < exponents.length; block++) {
      int start = block * BLOCK;
      int end = Math.min(rounded, start + BLOCK);
      int exponent = exponent(numbers, start, end);
      exponents[block] = (byte) exponent;
      round(numbers, start, end, exponent, key, codes);
    }
    return new HalfNumbers(
        codes, exponents, 0, Arrays.copyOfRange(numbers, rounded, numbers.length));
  }

  /** That of the largest finite number. */
  private static int exponent(float[] numbers, int start, int end) {
    float largest = 0;
    for (int i = start; i < end; i++) {
      float size = Math.abs(numbers[i]);
      if (size > largest && size <= Float.MAX_VALUE) {
        largest = size;
      }
    }
    return Math.max(LEAST_EXPONENT, Math.getExponent(largest));
  }

  /**
   * The bits of a float are those of a half once its fraction is cut and its exponent lowered. What
   * a draw adds before the cut carries into the exponent where it should.
   */
  private static void round(
      float[] numbers, int start, int end, int exponent, Key key, short[] codes) {
    int leastNormal = (exponent - TOP + LEAST_NORMAL + FLOAT_BIAS) << FLOAT_FRACTION_BITS;
    int lowered = (exponent + FLOAT_BIAS - TOP - BIAS) << FRACTION_BITS;
    long word = 0;
    for (int i = start; i < end; i++) {
      word = i % DRAWS_PER_WORD == 0 ? key.bits(i / DRAWS_PER_WORD) : word >>> DRAW_BITS;
      int draw = (int) word & DRAW;
      int bits = Float.floatToRawIntBits(numbers[i]);
      int size = bits & Integer.MAX_VALUE;
      int code =
          size >= leastNormal && size < FLOAT_INFINITE
              ? ((size + (draw >>> (DRAW_BITS - DROPPED_BITS))) >>> DROPPED_BITS) - lowered
              : rareCode(Math.abs(numbers[i]), exponent, draw);
      codes[i] = (short) (((bits >>> DRAW_BITS) & ~SIZE) | code);
    }
  }

  /** Of a number that is 0, far smaller than others of its block, or not finite. */
  private static int rareCode(float size, int exponent, int draw) {
    if (size <= Float.MAX_VALUE) {
      double units = size * powerOfTwo(TOP - exponent + FRACTION_BITS - LEAST_NORMAL);
      return ((int) (units * (DRAW + 1)) + draw) >>> DRAW_BITS;
    }
    return size > Float.MAX_VALUE ? INFINITE : NOT_A_NUMBER;
  }

  private static double powerOfTwo(int exponent) {
    return Double.longBitsToDouble((long) (exponent + Double.MAX_EXPONENT) << 52);
  }

  @Override
  public int size() {
    return codes.length + carried.length;
  }

  @Override
  public void addTo(double[] total) {
    int end = 0;
    for (int block = 0; block < exponents.length; block++) {
      int start = end;
      end = Math.min(codes.length, (block + 1) * BLOCK - begun);
      double scale = powerOfTwo(exponents[block] - TOP);
      for (int i = start; i < end; i++) {
        total[i] += value(codes[i]) * scale;
      }
    }
    for (int i = 0; i < carried.length; i++) {
      total[codes.length + i] += carried[i];
    }
  }

  private static float value(int code) {
    int size = code & SIZE;
    if (size < NORMAL || size >= INFINITE) {
      return rareValue(code < 0, size);
    }
    int raised = (size << DROPPED_BITS) + ((FLOAT_BIAS - BIAS) << FLOAT_FRACTION_BITS);
    return Float.intBitsToFloat((code & Integer.MIN_VALUE) | raised);
  }

  private static float rareValue(boolean negative, int size) {
    if (size > INFINITE) {
      return Float.NaN;
    }
    float value = size == INFINITE ? Float.POSITIVE_INFINITY : size * 0x1p-24f;
    return negative ? -value : value;
  }

  @Override
  public HalfNumbers range(int from, int to) {
    int start = Math.min(from, codes.length);
    int end = Math.min(to, codes.length);
    int before = (begun + start) % BLOCK;
    int block = (begun + start) / BLOCK;
    return new HalfNumbers(
        Arrays.copyOfRange(codes, start, end),
        Arrays.copyOfRange(exponents, block, block + (int) blocks(end - start, before)),
        before,
        Arrays.copyOfRange(carried, from - start, to - end));
  }
}
