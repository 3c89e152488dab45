package dev.kindling.store;

/** What an image's outermost pixels are like: what may be thought to lie outside of it. */
final class Border {

  private static final int BYTE_VALUES = 256;

  private Border() {}

  /** The lower median of the border's bytes in a channel. */
  static int median(StoredImage image, int channels, int channel) {
    int[] counts = new int[BYTE_VALUES];
    int row = image.width() * channels;
    byte[] values = image.values();
    int border = 0;
    for (int y = 0; y < image.height(); y++) {
      boolean edge = y == 0 || y == image.height() - 1;
      int step = edge ? 1 : Math.max(1, image.width() - 1);
      for (int x = 0; x < image.width(); x += step) {
        counts[values[y * row + x * channels + channel] & 0xFF]++;
        border++;
      }
    }
    int value = 0;
    int below = counts[0];
    while (2 * below < border) {
      below += counts[++value];
    }
    return value;
  }
}
