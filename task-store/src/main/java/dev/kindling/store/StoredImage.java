package dev.kindling.store;

import dev.kindling.fault.Require;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An image of its own height and width, as it is stored. */
public final class StoredImage {

  private static final int SIZE_BYTES = 2 * Integer.BYTES;

  private final int height;
  private final int width;
  private final byte[] values;

  /**
   * An image of these values.
   *
   * @param values [height, width, channels]; not copied
   */
  public StoredImage(int height, int width, byte[] values) {
    this.height = Require.positive("height", height);
    this.width = Require.positive("width", width);
    this.values = Require.present("values", values);
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  byte[] values() {
    return values;
  }

  /** The same with its rows as columns. */
  StoredImage transposed(int channels) {
    byte[] turned = new byte[values.length];
    int at = 0;
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        System.arraycopy(values, (y * width + x) * channels, turned, at, channels);
        at += channels;
      }
    }
    return new StoredImage(width, height, turned);
  }

  /** Its record. */
  public byte[] bytes() {
    byte[] record = new byte[SIZE_BYTES + values.length];
    ByteBuffer out = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(height).putInt(width).put(values);
    return record;
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException if the bytes are no such record, though their checksum is
   *     right
   */
  static StoredImage of(byte[] record, int channels) {
    if (record.length < SIZE_BYTES) {
      throw new IllegalArgumentException("the record ends too early");
    }
    ByteBuffer in = ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
    int height = Require.between("height", in.getInt(), 1, record.length);
    int width = Require.between("width", in.getInt(), 1, record.length / height);
    if ((long) height * width * channels != in.remaining()) {
      throw new IllegalArgumentException(
          "%d x %d pixels do not take %d bytes".formatted(height, width, in.remaining()));
    }
    byte[] values = new byte[in.remaining()];
    in.get(values);
    return new StoredImage(height, width, values);
  }
}
