package dev.kindling.cluster;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Arrays of numbers with their lengths, a block at a time: Kryo's own way takes each by itself. */
final class NumberArrays {
  private static final int BLOCK_BYTES = 16 << 10;

  private NumberArrays() {}

  static void write(Output out, float[] values) {
    out.writeVarInt(values.length, true);
    byte[] block = block(values.length, Float.BYTES);
    int most = block.length / Float.BYTES;
    for (int start = 0; start < values.length; start += most) {
      int count = Math.min(most, values.length - start);
      numbers(block).asFloatBuffer().put(values, start, count);
      out.writeBytes(block, 0, Float.BYTES * count);
    }
  }

  static float[] floats(Input in) {
    float[] values = new float[in.readVarInt(true)];
    byte[] block = block(values.length, Float.BYTES);
    int most = block.length / Float.BYTES;
    for (int start = 0; start < values.length; start += most) {
      int count = Math.min(most, values.length - start);
      in.readBytes(block, 0, Float.BYTES * count);
      numbers(block).asFloatBuffer().get(values, start, count);
    }
    return values;
  }

  static void write(Output out, short[] values) {
    out.writeVarInt(values.length, true);
    byte[] block = block(values.length, Short.BYTES);
    int most = block.length / Short.BYTES;
    for (int start = 0; start < values.length; start += most) {
      int count = Math.min(most, values.length - start);
      numbers(block).asShortBuffer().put(values, start, count);
      out.writeBytes(block, 0, Short.BYTES * count);
    }
  }

  static short[] shorts(Input in) {
    short[] values = new short[in.readVarInt(true)];
    byte[] block = block(values.length, Short.BYTES);
    int most = block.length / Short.BYTES;
    for (int start = 0; start < values.length; start += most) {
      int count = Math.min(most, values.length - start);
      in.readBytes(block, 0, Short.BYTES * count);
      numbers(block).asShortBuffer().get(values, start, count);
    }
    return values;
  }

  /** Not empty, so that its numbers can be counted on. */
  private static byte[] block(int values, int each) {
    return new byte[(int) Math.max(each, Math.min(BLOCK_BYTES, (long) each * values))];
  }

  private static ByteBuffer numbers(byte[] block) {
    return ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
  }
}
