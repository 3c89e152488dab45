package dev.kindling.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.InflaterInputStream;

/**
 * Decodes PNG, to the same pixels on every Java: the JDK's reader compares no checksums, brightens
 * gray that is no plain byte, and takes transparency otherwise from version to version.
 */
final class PngReading {

  private final PngHeader header;
  private final PngColours colours;
  private final int[] argb;

  private PngReading(PngFile png) throws UnreadableImage {
    this.header = png.header();
    this.colours = PngColours.of(png);
    this.argb = new int[header.height() * header.width()];
  }

  static DecodedImage decode(byte[] file) throws UnreadableImage {
    PngFile png = PngFile.of(file);
    var reading = new PngReading(png);
    try (InputStream in = new InflaterInputStream(png.data())) {
      reading.read(in);
    } catch (UnreadableImage e) {
      throw e;
    } catch (EOFException e) {
      throw new UnreadableImage("is cut: it has fewer pixels than it states", e);
    } catch (IOException e) {
      throw UnreadableImage.damaged(e);
    }
    PngHeader header = png.header();
    return new DecodedImage(header.height(), header.width(), reading.argb, png.orientation());
  }

  private void read(InputStream in) throws IOException {
    if (!header.interlaced()) {
      readPass(in, 0, 0, 1, 1);
      return;
    }
    readPass(in, 0, 0, 8, 8);
    readPass(in, 0, 4, 8, 8);
    readPass(in, 4, 0, 8, 4);
    readPass(in, 0, 2, 4, 4);
    readPass(in, 2, 0, 4, 2);
    readPass(in, 0, 1, 2, 2);
    readPass(in, 1, 0, 2, 1);
  }

  /** The pixels of every so many rows and columns. */
  private void readPass(InputStream in, int top, int left, int down, int right) throws IOException {
    int pixels = (header.width() - left + right - 1) / right;
    if (pixels <= 0) {
      return;
    }
    byte[] before = new byte[header.rowBytes(pixels)];
    byte[] row = new byte[before.length];
    for (int y = top; y < header.height(); y += down) {
      int filter = in.read();
      if (in.readNBytes(row, 0, row.length) < row.length) {
        throw new EOFException();
      }
      unfilter(filter, row, before);
      for (int i = 0; i < pixels; i++) {
        argb[y * header.width() + left + i * right] = colours.argb(row, i);
      }
      byte[] done = before;
      before = row;
      row = done;
    }
  }

  private void unfilter(int filter, byte[] row, byte[] above) throws UnreadableImage {
    int step = Math.max(1, header.bitsPerPixel() / 8);
    for (int i = 0; i < row.length; i++) {
      int left = i < step ? 0 : row[i - step] & 0xFF;
      int up = above[i] & 0xFF;
      int corner = i < step ? 0 : above[i - step] & 0xFF;
      row[i] += (byte) predicted(filter, left, up, corner);
    }
  }

  private static int predicted(int filter, int left, int up, int corner) throws UnreadableImage {
    return switch (filter) {
      case 0 -> 0;
      case 1 -> left;
      case 2 -> up;
      case 3 -> (left + up) / 2;
      case 4 -> paeth(left, up, corner);
      default -> throw new UnreadableImage("is damaged: a row has the filter %d".formatted(filter));
    };
  }

  /** The one of the three that is next to left + up - corner. */
  private static int paeth(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
