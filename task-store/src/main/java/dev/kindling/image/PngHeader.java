package dev.kindling.image;

import java.nio.ByteBuffer;

/**
 * What a PNG file says of its pixels.
 *
 * @param bits of a sample
 * @param interlaced whether they stand in the seven passes of Adam7
 */
record PngHeader(int height, int width, int bits, Kind kind, boolean interlaced) {

  /** What the samples of a pixel mean. */
  enum Kind {
    GRAY(0, 1, 16),
    RGB(2, 3, 16),
    PALETTE(3, 1, 8),
    GRAY_ALPHA(4, 2, 16),
    RGB_ALPHA(6, 4, 16);

    private final int number;
    private final int channels;
    private final int mostBits;

    Kind(int number, int channels, int mostBits) {
      this.number = number;
      this.channels = channels;
      this.mostBits = mostBits;
    }

    int channels() {
      return channels;
    }

    boolean takes(int bits) {
      int least = channels == 1 ? 1 : 8;
      return Integer.bitCount(bits) == 1 && bits >= least && bits <= mostBits;
    }

    private static Kind of(int number) throws UnreadableImage {
      for (Kind kind : values()) {
        if (kind.number == number) {
          return kind;
        }
      }
      throw new UnreadableImage("is damaged: its colour type is %d".formatted(number));
    }
  }

  static PngHeader of(ByteBuffer chunk) throws UnreadableImage {
    long width = Integer.toUnsignedLong(chunk.getInt());
    long height = Integer.toUnsignedLong(chunk.getInt());
    DecodedImage.requireSize(height, width);
    int bits = chunk.get();
    Kind kind = Kind.of(chunk.get());
    int compression = chunk.get();
    int filter = chunk.get();
    int interlace = chunk.get();
    if (!kind.takes(bits) || compression != 0 || filter != 0 || interlace < 0 || interlace > 1) {
      throw new UnreadableImage("is damaged: its header holds what PNG does not know");
    }
    return new PngHeader((int) height, (int) width, bits, kind, interlace == 1);
  }

  int bitsPerPixel() {
    return bits * kind.channels();
  }

  /** Bytes of a row of so many pixels. */
  int rowBytes(int pixels) {
    return (int) (((long) pixels * bitsPerPixel() + 7) / 8);
  }
}
