package dev.kindling.program;

/**
 * How a kernel slides over images.
 *
 * @param height of the kernel
 * @param width of the kernel
 * @param stride the step from one place to the next, in both directions
 * @param padding how far beyond each edge places may reach, over zeros
 */
public record Window(int height, int width, int stride, int padding) {
  public Window {
    if (height < 1 || width < 1 || stride < 1 || padding < 0) {
      throw new IllegalArgumentException(
          "a window has a height, width and stride of at least 1 and no negative padding but is "
              + "%d x %d, stride %d, padding %d".formatted(height, width, stride, padding));
    }
  }

  /** How many places fit along {@code extent} pixels; 0 or less if the kernel is too large. */
  public int places(int extent, int kernel) {
    return Math.floorDiv(extent + 2 * padding - kernel, stride) + 1;
  }

  /** How many pixels of {@code extent} the kernel's elements meet at all places together. */
  public long taps(int extent, int kernel) {
    long taps = 0;
    for (int place = 0; place < places(extent, kernel); place++) {
      int first = place * stride - padding;
      taps += Math.max(0, Math.min(extent, first + kernel) - Math.max(0, first));
    }
    return taps;
  }

  int rows(int imageHeight) {
    return places(imageHeight, height);
  }

  int columns(int imageWidth) {
    return places(imageWidth, width);
  }

  @Override
  public String toString() {
    return "%dx%d/%d+%d".formatted(height, width, stride, padding);
  }
}
