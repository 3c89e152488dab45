package dev.kindling.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How an image is to be turned before it is shown: cameras write the pixels as the sensor has them
 * and say in EXIF which way up they are. In the order of EXIF's numbers, from 1.
 */
enum Orientation {
  UPRIGHT(false, false, false),
  MIRRORED(false, false, true),
  UPSIDE_DOWN(false, true, true),
  UPSIDE_DOWN_MIRRORED(false, true, false),
  TRANSPOSED(true, false, false),
  /** To be turned clockwise by a quarter. */
  ON_ITS_LEFT(true, true, false),
  TRANSVERSED(true, true, true),
  /** To be turned counterclockwise by a quarter. */
  ON_ITS_RIGHT(true, false, true);

  private static final int TAG = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;
  private static final int TIFF = 42;

  private final boolean swaps;
  private final boolean fromBottom;
  private final boolean fromRight;

  Orientation(boolean swaps, boolean fromBottom, boolean fromRight) {
    this.swaps = swaps;
    this.fromBottom = fromBottom;
    this.fromRight = fromRight;
  }

  boolean swapsSides() {
    return swaps;
  }

  /** The row in the file of a pixel that is shown at (y, x). */
  int row(int y, int x, int height) {
    int row = swaps ? x : y;
    return fromBottom ? height - 1 - row : row;
  }

  /** The column in the file of a pixel that is shown at (y, x). */
  int column(int y, int x, int width) {
    int column = swaps ? y : x;
    return fromRight ? width - 1 - column : column;
  }

  /**
   * What a block of EXIF says; upright if it says nothing that makes sense, as viewers take it.
   *
   * @param file holds the block, which begins as a TIFF file does
   */
  static Orientation ofExif(byte[] file, int from, int length) {
    ByteBuffer exif = ByteBuffer.wrap(file, from, length).slice();
    if (length < 2 * Integer.BYTES) {
      return UPRIGHT;
    }
    String order = new String(file, from, 2, StandardCharsets.ISO_8859_1);
    exif.order(order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    boolean known = order.equals("II") || order.equals("MM");
    return known && exif.getShort(2) == TIFF ? ofDirectory(exif) : UPRIGHT;
  }

  private static Orientation ofDirectory(ByteBuffer exif) {
    long at = Integer.toUnsignedLong(exif.getInt(Integer.BYTES));
    if (at + Short.BYTES > exif.limit()) {
      return UPRIGHT;
    }
    int entries = Short.toUnsignedInt(exif.getShort((int) at));
    for (int i = 0; i < entries; i++) {
      long entry = at + Short.BYTES + (long) i * ENTRY_BYTES;
      if (entry + ENTRY_BYTES > exif.limit()) {
        return UPRIGHT;
      }
      if (exif.getShort((int) entry) == TAG && exif.getShort((int) entry + 2) == SHORT) {
        return of(Short.toUnsignedInt(exif.getShort((int) entry + 8)));
      }
    }
    return UPRIGHT;
  }

  private static Orientation of(int number) {
    return number >= 1 && number <= values().length ? values()[number - 1] : UPRIGHT;
  }
}
