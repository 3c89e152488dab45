package dev.kindling.image;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files of any kind, to the letter of the specification. */
final class PngBytes {

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(file);

  PngBytes() {
    write(PngFile.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
  }

  private void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PngBytes chunk(String type, byte[] data) {
    byte[] named = new byte[4 + data.length];
    System.arraycopy(type.getBytes(StandardCharsets.ISO_8859_1), 0, named, 0, 4);
    System.arraycopy(data, 0, named, 4, data.length);
    var crc = new CRC32();
    crc.update(named);
    try {
      out.writeInt(data.length);
      out.write(named);
      out.writeInt((int) crc.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  PngBytes header(int width, int height, int bits, int kind, int interlace) {
    byte[] data = new byte[13];
    var buffer = java.nio.ByteBuffer.wrap(data);
    buffer.putInt(width).putInt(height).put((byte) bits).put((byte) kind);
    buffer.put((byte) 0).put((byte) 0).put((byte) interlace);
    return chunk("IHDR", data);
  }

  /** In two chunks, as encoders may. */
  PngBytes pixels(byte[] filtered) {
    var deflater = new Deflater();
    deflater.setInput(filtered);
    deflater.finish();
    byte[] packed = new byte[filtered.length * 2 + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    int half = length / 2;
    chunk("IDAT", java.util.Arrays.copyOfRange(packed, 0, half));
    return chunk("IDAT", java.util.Arrays.copyOfRange(packed, half, length));
  }

  byte[] end() {
    chunk("IEND", new byte[0]);
    return file.toByteArray();
  }

  /** Something that yields the sample of a channel of a pixel. */
  interface Samples {
    int of(int y, int x, int channel);
  }

  /** The rows of an image, each with another filter; interlaced in the seven passes of Adam7. */
  static byte[] filtered(
      int width, int height, int bits, int channels, int interlace, Samples samples) {
    int[][] passes =
        interlace == 0
            ? new int[][] {{0, 0, 1, 1}}
            : new int[][] {
              {0, 0, 8, 8},
              {0, 4, 8, 8},
              {4, 0, 8, 4},
              {0, 2, 4, 4},
              {2, 0, 4, 2},
              {0, 1, 2, 2},
              {1, 0, 2, 1}
            };
    var all = new ByteArrayOutputStream();
    for (int[] pass : passes) {
      int pixels = (width - pass[1] + pass[3] - 1) / pass[3];
      byte[] above = new byte[(pixels * bits * channels + 7) / 8];
      for (int y = pass[0]; y < height && pixels > 0; y += pass[2]) {
        byte[] row = new byte[above.length];
        for (int i = 0; i < pixels * channels; i++) {
          int x = pass[1] + i / channels * pass[3];
          put(row, i, bits, samples.of(y, x, i % channels));
        }
        filter(all, y % 5, row, above, Math.max(1, bits * channels / 8));
        above = row;
      }
    }
    return all.toByteArray();
  }

  private static void put(byte[] row, int number, int bits, int sample) {
    for (int bit = 0; bit < bits; bit++) {
      int at = number * bits + bit;
      int value = sample >> (bits - 1 - bit) & 1;
      row[at / 8] |= (byte) (value << (7 - at % 8));
    }
  }

  private static void filter(
      ByteArrayOutputStream all, int filter, byte[] row, byte[] above, int step) {
    all.write(filter);
    for (int i = 0; i < row.length; i++) {
      int a = i < step ? 0 : row[i - step] & 0xFF;
      int b = above[i] & 0xFF;
      int c = i < step ? 0 : above[i - step] & 0xFF;
      int p = a + b - c;
      int nearest = Math.abs(p - b) <= Math.abs(p - c) ? b : c;
      boolean left = Math.abs(p - a) <= Math.abs(p - b) && Math.abs(p - a) <= Math.abs(p - c);
      int[] guesses = {0, a, b, (a + b) / 2, left ? a : nearest};
      all.write(row[i] - guesses[filter]);
    }
  }
}
