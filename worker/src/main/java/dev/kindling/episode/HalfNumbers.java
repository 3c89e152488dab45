package dev.kindling.episode;

import dev.kindling.task.Key;
import java.util.Arrays;

/**
 * Gradients rounded to half precision, and behind them what tasks carry on, as it was computed.
 *
 * <p>The gradients of a block share an exponent e, that of the largest of them, so that what is
 * rounded lies between -2^15 and 2^15, and no finite number becomes infinite. Of the two halves
 * beside a number the one above is taken with a probability that makes the expected one the number
 * itself:
 *
 * <pre>
 *   y = x 2^(14 - e),   q = the spacing of halves at y,   n = floor(|y| / q)
 *   |y| becomes (n + 1) q with probability |y| / q - n, else n q
 * </pre>
 *
 * The probability is a multiple of 2^-16. For numbers down to 2^-31 of the largest of their block
 * it is exact, and of the others the expected half misses less than 2^-54 of that largest, which a
 * sum in double precision cannot tell.
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
  private static final int LEAST_NORMAL = -14;
  private static final int FRACTION_BITS = 10;
  private static final int SIGN = 0x8000;
  private static final int INFINITE = 0x7C00;
  private static final int NOT_A_NUMBER = 0x7E00;

  private static final int DRAWS_PER_WORD = 4;
  private static final int DRAW_BITS = 16;
  private static final int DRAW = 0xFFFF;

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
      round(numbers, start, end, Math.scalb(1d, TOP - exponent), key, codes);
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
    return Math.getExponent(largest);
  }

  private static void round(
      float[] numbers, int start, int end, double scale, Key key, short[] codes) {
    long word = 0;
    for (int i = start; i < end; i++) {
      int draw = i % DRAWS_PER_WORD;
      word = draw == 0 ? key.bits(i / DRAWS_PER_WORD) : word >>> DRAW_BITS;
      codes[i] = (short) code(numbers[i], scale, (int) word & DRAW);
    }
  }

  private static int code(float number, double scale, int draw) {
    int sign = (Float.floatToRawIntBits(number) >>> DRAW_BITS) & SIGN;
    if (!Float.isFinite(number)) {
      return Float.isNaN(number) ? NOT_A_NUMBER : sign | INFINITE;
    }
    double size = Math.abs(number * scale);
    int exponent = Math.max(LEAST_NORMAL, Math.getExponent(size));
    double units = size * powerOfTwo(FRACTION_BITS - exponent);
    int below = (int) units;
    int up = draw < (units - below) * (DRAW + 1) ? 1 : 0;
    int code = ((exponent - LEAST_NORMAL) << FRACTION_BITS) + below + up;
    return sign | code;
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

  /** Of a half. Its bits are those of a float whose exponent is too small. */
  private static float value(int code) {
    int size = code & ~SIGN & DRAW;
    float value =
        size < INFINITE
            ? Float.intBitsToFloat(size << (23 - FRACTION_BITS)) * 0x1p112f
            : size == INFINITE ? Float.POSITIVE_INFINITY : Float.NaN;
    return code < 0 ? -value : value;
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
