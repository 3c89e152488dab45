package dev.kindling.image;

/** The pixels of an image file, before anything is made of them. */
final class DecodedImage {

  private static final long MOST_PIXELS = 1L << 25;
  static final int OPAQUE = 0xFF000000;

  private final int height;
  private final int width;
  private final int[] argb;
  private final Orientation orientation;

  /**
   * @param argb alpha, red, green and blue of each pixel, 8 bits each, in the order of the file; it
   *     is not copied
   * @param orientation how the file wants them shown
   */
  DecodedImage(int height, int width, int[] argb, Orientation orientation) {
    this.height = height;
    this.width = width;
    this.argb = argb;
    this.orientation = orientation;
  }

  /** Before anything is decoded: a few bytes may promise gigabytes. */
  static void requireSize(long height, long width) throws UnreadableImage {
    if (height < 1 || width < 1) {
      throw new UnreadableImage("has %d x %d pixels".formatted(width, height));
    }
    if (height > MOST_PIXELS || width > MOST_PIXELS || height * width > MOST_PIXELS) {
      throw new UnreadableImage(
          "has %d x %d pixels where at most %d are taken".formatted(width, height, MOST_PIXELS));
    }
  }

  Orientation orientation() {
    return orientation;
  }

  int shownHeight() {
    return orientation.swapsSides() ? width : height;
  }

  int shownWidth() {
    return orientation.swapsSides() ? height : width;
  }

  /** A pixel as it is shown. */
  int shown(int y, int x) {
    return argb[orientation.row(y, x, height) * width + orientation.column(y, x, width)];
  }
}
