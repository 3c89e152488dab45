package dev.kindling.safetensors;

import dev.kindling.storage.DamageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Single-precision numbers as little-endian bytes, a few thousand at a time. */
public final class FloatStream {

  private static final int CHUNK_FLOATS = 16_384;

  private FloatStream() {}

  public static void write(float[] values, OutputStream out) throws IOException {
    byte[] bytes = chunk(values.length);
    FloatBuffer floats = floats(bytes);
    for (int done = 0; done < values.length; done += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, values.length - done);
      floats.clear().put(values, done, count);
      out.write(bytes, 0, count * Float.BYTES);
    }
  }

  /** Fills the array, and gives it back. */
  public static float[] read(float[] values, InputStream in) throws IOException {
    byte[] bytes = chunk(values.length);
    FloatBuffer floats = floats(bytes);
    for (int done = 0; done < values.length; done += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, values.length - done);
      if (in.readNBytes(bytes, 0, count * Float.BYTES) < count * Float.BYTES) {
        throw new DamageException("expected more bytes of a tensor but the file ends");
      }
      floats.clear().get(values, done, count);
    }
    return values;
  }

  private static byte[] chunk(int floats) {
    return new byte[Math.min(CHUNK_FLOATS, floats) * Float.BYTES];
  }

  private static FloatBuffer floats(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
  }
}
