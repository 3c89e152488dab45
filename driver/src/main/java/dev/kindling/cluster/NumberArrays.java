package dev.kindling.cluster;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of numbers with their lengths, a block at a time: Kryo's own way takes each by itself. */
final class NumberArrays {
  private static final int BLOCK_BYTES = 16 << 10;

  private NumberArrays() {}

  /** Moves some of an array's numbers into a block, or out of it. */
  private interface Move {
    void some(ByteBuffer block, int start, int count);
  }

  static void write(Output out, float[] values) {
    write(
        out,
        values.length,
        Float.BYTES,
        (block, start, count) -> block.asFloatBuffer().put(values, start, count));
  }

  static float[] floats(Input in) {
    float[] values = new float[in.readVarInt(true)];
    read(
        in,
        values.length,
        Float.BYTES,
        (block, start, count) -> block.asFloatBuffer().get(values, start, count));
    return values;
  }

  static void write(Output out, short[] values) {
    write(
        out,
        values.length,
        Short.BYTES,
        (block, start, count) -> block.asShortBuffer().put(values, start, count));
  }

  static short[] shorts(Input in) {
    short[] values = new short[in.readVarInt(true)];
    read(
        in,
        values.length,
        Short.BYTES,
        (block, start, count) -> block.asShortBuffer().get(values, start, count));
    return values;
  }

  private static void write(Output out, int length, int each, Move into) {
    out.writeVarInt(length, true);
    byte[] block = block(length, each);
    int most = block.length / each;
    for (int start = 0; start < length; start += most) {
      int count = Math.min(most, length - start);
      into.some(numbers(block), start, count);
      out.writeBytes(block, 0, each * count);
    }
  }

  private static void read(Input in, int length, int each, Move from) {
    byte[] block = block(length, each);
    int most = block.length / each;
    for (int start = 0; start < length; start += most) {
      int count = Math.min(most, length - start);
      in.readBytes(block, 0, each * count);
      from.some(numbers(block), start, count);
    }
  }

  /** Not empty, so that its numbers can be counted on. */
  private static byte[] block(int values, int each) {
    return new byte[(int) Math.max(each, Math.min(BLOCK_BYTES, (long) each * values))];
  }

  private static ByteBuffer numbers(byte[] block) {
    return ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
  }
}
