package dev.kindling.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Single-precision numbers as little-endian bytes, a few thousand at a time. */
final class FloatStream {

  private static final int CHUNK_FLOATS = 16_384;

  private FloatStream() {}

  static void write(float[] values, OutputStream out) throws IOException {
    ByteBuffer chunk = chunk(values.length);
    for (int done = 0; done < values.length; done += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, values.length - done);
      chunk.asFloatBuffer().put(values, done, count);
      out.write(chunk.array(), 0, count * Float.BYTES);
    }
  }

  /** Reads exactly as many as the array takes. */
  static float[] read(float[] values, InputStream in) throws IOException {
    ByteBuffer chunk = chunk(values.length);
    for (int done = 0; done < values.length; done += CHUNK_FLOATS) {
      int count = Math.min(CHUNK_FLOATS, values.length - done);
      if (in.readNBytes(chunk.array(), 0, count * Float.BYTES) < count * Float.BYTES) {
        throw new EOFException("the file ends inside a tensor");
      }
      chunk.asFloatBuffer().get(values, done, count);
    }
    return values;
  }

  private static ByteBuffer chunk(int floats) {
    return ByteBuffer.allocate(Math.min(CHUNK_FLOATS, floats) * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
