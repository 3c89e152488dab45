package dev.kindling.image;

/** What the samples of a PNG's pixel mean. */
final class PngColours {

  private static final int LIGHT = 255;
  private static final int TRANSPARENT_GRAY_BYTES = 2;
  private static final int TRANSPARENT_RGB_BYTES = 6;

  private final PngHeader header;
  private final int largest;
  private final int[] palette;

  /** The samples that mean nothing is seen, or -1 for none. */
  private final int[] unseen = {-1, -1, -1};

  private PngColours(PngHeader header, int[] palette) {
    this.header = header;
    this.largest = (1 << header.bits()) - 1;
    this.palette = palette;
  }

  static PngColours of(PngFile png) throws UnreadableImage {
    PngHeader header = png.header();
    byte[] transparency = png.transparency();
    if (header.kind() == PngHeader.Kind.PALETTE) {
      return new PngColours(header, palette(png.palette(), transparency));
    }
    var colours = new PngColours(header, new int[0]);
    boolean gray = header.kind() == PngHeader.Kind.GRAY;
    int bytes = gray ? TRANSPARENT_GRAY_BYTES : TRANSPARENT_RGB_BYTES;
    if ((gray || header.kind() == PngHeader.Kind.RGB) && transparency.length == bytes) {
      for (int i = 0; i < bytes / 2; i++) {
        int sample = wide(transparency, i);
        colours.unseen[i] = sample & colours.largest;
      }
    }
    return colours;
  }

  private static int[] palette(byte[] colours, byte[] alphas) throws UnreadableImage {
    if (colours.length == 0 || colours.length % 3 != 0) {
      throw new UnreadableImage("is damaged: its palette has %d bytes".formatted(colours.length));
    }
    int[] palette = new int[colours.length / 3];
    for (int i = 0; i < palette.length; i++) {
      int alpha = i < alphas.length ? alphas[i] & 0xFF : LIGHT;
      palette[i] =
          argb(alpha, colours[3 * i] & 0xFF, colours[3 * i + 1] & 0xFF, colours[3 * i + 2] & 0xFF);
    }
    return palette;
  }

  int argb(byte[] row, int pixel) throws UnreadableImage {
    int first = pixel * header.kind().channels();
    int one = sample(row, first);
    return switch (header.kind()) {
      case PALETTE -> ofPalette(one);
      case GRAY -> gray(one == unseen[0] ? 0 : LIGHT, one);
      case GRAY_ALPHA -> gray(scaled(sample(row, first + 1)), one);
      case RGB -> rgb(row, first, isUnseen(row, first) ? 0 : LIGHT);
      case RGB_ALPHA -> rgb(row, first, scaled(sample(row, first + 3)));
    };
  }

  private int ofPalette(int number) throws UnreadableImage {
    if (number >= palette.length) {
      throw new UnreadableImage(
          "is damaged: a pixel has colour %d of %d".formatted(number, palette.length));
    }
    return palette[number];
  }

  private boolean isUnseen(byte[] row, int first) {
    return sample(row, first) == unseen[0]
        && sample(row, first + 1) == unseen[1]
        && sample(row, first + 2) == unseen[2];
  }

  private int gray(int alpha, int sample) {
    int value = scaled(sample);
    return argb(alpha, value, value, value);
  }

  private int rgb(byte[] row, int first, int alpha) {
    return argb(
        alpha,
        scaled(sample(row, first)),
        scaled(sample(row, first + 1)),
        scaled(sample(row, first + 2)));
  }

  private int sample(byte[] row, int number) {
    int bits = header.bits();
    if (bits == 8) {
      return row[number] & 0xFF;
    }
    if (bits == 16) {
      return wide(row, number);
    }
    int bit = number * bits;
    return ((row[bit / 8] & 0xFF) >> (8 - bits - bit % 8)) & largest;
  }

  private static int wide(byte[] bytes, int number) {
    return ((bytes[2 * number] & 0xFF) << 8) | (bytes[2 * number + 1] & 0xFF);
  }

  /** To 0 to 255, rounded. */
  private int scaled(int sample) {
    return largest == LIGHT ? sample : (2 * sample * LIGHT + largest) / (2 * largest);
  }

  private static int argb(int alpha, int red, int green, int blue) {
    return alpha << 24 | red << 16 | green << 8 | blue;
  }
}
