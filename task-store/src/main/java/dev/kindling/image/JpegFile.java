package dev.kindling.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The segments of a JPEG file. Decoders go on where a file is cut and fill up what is missing, and
 * take what applications put into it for orders; so a file is walked from its first marker to its
 * last before anything decodes it, and a decoder sees the coded picture only.
 */
final class JpegFile {

  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int EXIF = 0xE1;
  private static final int ADOBE = 0xEE;
  private static final int COMMENT = 0xFE;
  private static final int MOST_SCANS = 1000;
  private static final int BITS = 8;

  private final byte[] file;
  private final ByteArrayOutputStream coded = new ByteArrayOutputStream();
  private final List<Integer> components = new ArrayList<>();
  private final Set<Integer> scanned = new HashSet<>();
  private int at = 2;
  private int scans;
  private int height;
  private int width;
  private int adobe = JpegColours.NO_ADOBE;
  private boolean jfif;
  private Orientation orientation = Orientation.UPRIGHT;

  private JpegFile(byte[] file) {
    this.file = file;
  }

  static JpegFile of(byte[] file) throws UnreadableImage {
    var jpeg = new JpegFile(file);
    jpeg.copyMarker(START);
    jpeg.walk();
    if (jpeg.components.isEmpty() || !jpeg.scanned.containsAll(jpeg.components)) {
      throw new UnreadableImage("is damaged: it ends before all of its colours are there");
    }
    return jpeg;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  Orientation orientation() {
    return orientation;
  }

  JpegColours colours() throws UnreadableImage {
    return JpegColours.of(components, jfif, adobe);
  }

  /** The same picture in a file without anything else. */
  byte[] coded() {
    return coded.toByteArray();
  }

  private void walk() throws UnreadableImage {
    while (true) {
      int marker = marker();
      if (marker == END) {
        copyMarker(END);
        return;
      }
      int from = at + 2;
      int length = byteAt(at) << 8 | byteAt(at + 1);
      if (length < 2 || at + length > file.length) {
        throw cut();
      }
      at += length;
      segment(marker, from, length - 2);
    }
  }

  /** The next marker, which other bytes may stand between. */
  private int marker() throws UnreadableImage {
    if (byteAt(at) != 0xFF) {
      throw new UnreadableImage(
          "is damaged: a marker is expected at byte %d but 0x%02X stands there"
              .formatted(at, byteAt(at)));
    }
    while (byteAt(at) == 0xFF) {
      at++;
    }
    return byteAt(at++);
  }

  private void segment(int marker, int from, int length) throws UnreadableImage {
    if (isOfApplication(marker)) {
      note(marker, from, length);
      return;
    }
    if (isFrame(marker)) {
      frame(marker, from, length);
    }
    copyMarker(marker);
    coded.write(file, from - 2, length + 2);
    if (marker == SCAN) {
      scan(from, length);
    }
  }

  private static boolean isOfApplication(int marker) {
    return (marker >= 0xE0 && marker <= 0xEF) || marker == COMMENT;
  }

  private static boolean isFrame(int marker) {
    // The others of this range are tables: DHT, JPG and DAC.
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private void note(int marker, int from, int length) {
    if (marker == 0xE0 && begins(from, length, "JFIF\0")) {
      jfif = true;
    }
    if (marker == ADOBE && begins(from, length, "Adobe") && length >= 12) {
      adobe = file[from + 11] & 0xFF;
    }
    if (marker == EXIF && begins(from, length, "Exif\0\0")) {
      orientation = Orientation.ofExif(file, from + 6, length - 6);
    }
  }

  private boolean begins(int from, int length, String name) {
    return length >= name.length()
        && new String(file, from, name.length(), StandardCharsets.ISO_8859_1).equals(name);
  }

  private void frame(int marker, int from, int length) throws UnreadableImage {
    if (marker > 0xC2) {
      throw new UnreadableImage(
          "is coded in a way that is not taken (frame 0xFF%02X: lossless, hierarchical or"
                  .formatted(marker)
              + " arithmetic); save it as a baseline or progressive JPEG");
    }
    int count = length >= 6 ? byteAt(from + 5) : 0;
    if (length != 6 + 3 * count || !components.isEmpty()) {
      throw new UnreadableImage("is damaged: its frame header is none");
    }
    if (byteAt(from) != BITS) {
      throw new UnreadableImage("has samples of %d bits where 8 are taken".formatted(byteAt(from)));
    }
    height = byteAt(from + 1) << 8 | byteAt(from + 2);
    width = byteAt(from + 3) << 8 | byteAt(from + 4);
    DecodedImage.requireSize(height, width);
    for (int i = 0; i < count; i++) {
      components.add(byteAt(from + 6 + 3 * i));
    }
  }

  /** Copies the coded data after a scan's header, up to the next marker that is no restart. */
  private void scan(int from, int length) throws UnreadableImage {
    int count = length > 0 ? byteAt(from) : 0;
    for (int i = 0; i < count && 2 + 2 * i <= length; i++) {
      scanned.add(byteAt(from + 1 + 2 * i));
    }
    if (++scans > MOST_SCANS) {
      throw new UnreadableImage("has more than %d scans".formatted(MOST_SCANS));
    }
    int begin = at;
    while (byteAt(at) != 0xFF || isData(byteAt(at + 1))) {
      at++;
    }
    coded.write(file, begin, at - begin);
  }

  /** What may follow 0xFF within coded data: a zero, a restart, or another 0xFF to fill up. */
  private static boolean isData(int next) {
    return next == 0 || next == 0xFF || (next >= 0xD0 && next <= 0xD7);
  }

  private int byteAt(int position) throws UnreadableImage {
    if (position >= file.length) {
      throw cut();
    }
    return file[position] & 0xFF;
  }

  private static UnreadableImage cut() {
    return new UnreadableImage("is cut: it ends before its end marker");
  }

  private void copyMarker(int marker) {
    coded.write(0xFF);
    coded.write(marker);
  }
}
