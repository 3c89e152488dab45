package dev.kindling.store;

import dev.kindling.task.ImageSize;

/**
 * Changes an image and brings it to its size at once, so that each new pixel is made of the image
 * as it was stored. It goes over rows and then over columns: with x and y as in {@link
 * AffineChange.Way}, the place (u, v) of the result lies in row y at
 *
 * <pre>
 *   x = (xu - xv yu / yv) u + (xv / yv) (y - y0) + x0
 * </pre>
 *
 * and each pass takes the mean over as much as a new pixel covers, or over one pixel where that is
 * less. Where |xv| &gt; |yv| the image's rows and columns are exchanged first, so that no pass
 * squeezes what the other would have to stretch. What is outside of the image looks like its
 * border. Only arithmetic that Java defines to the last bit is used.
 */
final class AffineResampling {

  private static final int FRACTION_BITS = 32;
  private static final double ONE = 0x1p32;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;

  private final StoredImage image;
  private final AffineChange.Way way;
  private final int channels;
  private final int newHeight;
  private final int newWidth;

  private AffineResampling(StoredImage image, AffineChange.Way way, int channels, ImageSize size) {
    boolean steep = Math.abs(way.xv()) > Math.abs(way.yv());
    this.image = steep ? image.transposed(channels) : image;
    this.way = steep ? way.transposed() : way;
    this.channels = channels;
    this.newHeight = size.height();
    this.newWidth = size.width();
  }

  /** The values of the changed image, [height, width, channels] of the size. */
  static byte[] apply(StoredImage image, int channels, ImageSize size, AffineChange change) {
    AffineChange.Way way = change.way(image.height(), image.width(), size.height(), size.width());
    AffineResampling resampling = new AffineResampling(image, way, channels, size);
    byte[] result = new byte[size.height() * size.width() * channels];
    for (int channel = 0; channel < channels; channel++) {
      resampling.write(channel, result);
    }
    return result;
  }

  private void write(int channel, byte[] result) {
    int ground = Border.median(image, channels, channel);
    columns(rows(channel, ground), ground, result, channel);
  }

  /**
   * The first pass. In place (y, u) is the sum of the rows above y, at u, of what differs from the
   * ground; one row more serves who looks past the end.
   */
  private double[] rows(int channel, int ground) {
    double slant = way.xv() / way.yv();
    long step = fixed(way.xu() - slant * way.yu());
    long reach = Math.max(1L << FRACTION_BITS, Math.abs(step));
    double share = 1.0 / reach;
    double[] above = new double[(image.height() + 2) * newWidth];
    int[] sums = new int[image.width() + 2];
    for (int y = 0; y < image.height(); y++) {
      sum(y, channel, ground, sums);
      long middle = fixed(way.x0() + slant * (y + .5 - way.y0())) + step / 2;
      row(sums, middle - reach / 2, step, reach, share, above, y * newWidth);
    }
    System.arraycopy(
        above, image.height() * newWidth, above, (image.height() + 1) * newWidth, newWidth);
    return above;
  }

  private static long fixed(double pixels) {
    return Math.round(pixels * ONE);
  }

  /** The sums of a row's first 0, 1, ... pixels less the ground; the last stands there twice. */
  private void sum(int y, int channel, int ground, int[] sums) {
    byte[] values = image.values();
    int at = y * image.width() * channels + channel;
    int sum = 0;
    for (int x = 1; x <= image.width(); x++) {
      sum += (values[at] & 0xFF) - ground;
      sums[x] = sum;
      at += channels;
    }
    sums[image.width() + 1] = sum;
  }

  /** Adds a row's means to the sums of the rows above, and writes them below. */
  private void row(
      int[] sums, long start, long step, long reach, double share, double[] above, int at) {
    long end = (long) image.width() << FRACTION_BITS;
    long from = start;
    long low = integral(sums, from, end);
    for (int u = at; u < at + newWidth; u++) {
      long high = integral(sums, from + reach, end);
      above[u + newWidth] = above[u] + (high - low) * share;
      from += step;
      // Where a pixel ends and the next one begins is looked up once.
      low = step == reach ? high : integral(sums, from, end);
    }
  }

  private static long integral(int[] sums, long position, long end) {
    long within = Math.max(0, Math.min(end, position));
    int pixel = (int) (within >> FRACTION_BITS);
    long whole = (long) sums[pixel] << FRACTION_BITS;
    return whole + (within & FRACTION) * (sums[pixel + 1] - sums[pixel]);
  }

  /** The second pass, rounded half up. */
  private void columns(double[] above, int ground, byte[] result, int channel) {
    double reach = Math.max(1, Math.abs(way.yv()));
    double rounded = ground + .5;
    int at = channel;
    for (int v = 0; v < newHeight; v++) {
      double from = way.y0() + way.yv() * (v + .5) - reach / 2;
      for (int u = 0; u < newWidth; u++) {
        double low = from + way.yu() * (u + .5);
        double mean = (integral(above, u, low + reach) - integral(above, u, low)) / reach;
        result[at] = (byte) Math.max(0, Math.min(255, (int) (rounded + mean)));
        at += channels;
      }
    }
  }

  private double integral(double[] above, int column, double position) {
    double within = Math.max(0, Math.min(image.height(), position));
    int row = (int) within;
    int at = row * newWidth + column;
    return above[at] + (within - row) * (above[at + newWidth] - above[at]);
  }
}
