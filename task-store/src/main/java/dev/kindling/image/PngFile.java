package dev.kindling.image;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/** The chunks of a PNG file, each of which has a checksum that is compared. */
final class PngFile {

  static final String SIGNATURE = "\u0089PNG\r\n\u001A\n";
  private static final int AROUND = 12;
  private static final int HEADER_BYTES = 13;
  private static final Set<String> KNOWN = Set.of("IHDR", "PLTE", "IDAT", "IEND");

  private final byte[] file;
  private final List<InputStream> data = new ArrayList<>();
  private PngHeader header;
  private byte[] palette = new byte[0];
  private byte[] transparency = new byte[0];
  private Orientation orientation = Orientation.UPRIGHT;

  private PngFile(byte[] file) {
    this.file = file;
  }

  static PngFile of(byte[] file) throws UnreadableImage {
    var png = new PngFile(file);
    png.walk();
    if (png.data.isEmpty()) {
      throw new UnreadableImage("is damaged: it has no pixels");
    }
    return png;
  }

  PngHeader header() {
    return header;
  }

  /** Red, green and blue of each colour; nothing if there is none. */
  byte[] palette() {
    return palette;
  }

  /** What the chunk tRNS holds; nothing if there is none. */
  byte[] transparency() {
    return transparency;
  }

  Orientation orientation() {
    return orientation;
  }

  /** The compressed pixels. */
  InputStream data() {
    return new SequenceInputStream(Collections.enumeration(data));
  }

  private void walk() throws UnreadableImage {
    int at = SIGNATURE.length();
    while (true) {
      if (file.length - at < AROUND) {
        throw cut();
      }
      long length = Integer.toUnsignedLong(ByteBuffer.wrap(file).getInt(at));
      if (length > file.length - at - AROUND) {
        throw cut();
      }
      String type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
      verify(type, at + 4, (int) length + 4);
      if (type.equals("IEND") && header != null) {
        return;
      }
      chunk(type, at + 8, (int) length);
      at += AROUND + (int) length;
    }
  }

  private static UnreadableImage cut() {
    return new UnreadableImage("is cut: it ends before its last chunk");
  }

  private void verify(String type, int from, int length) throws UnreadableImage {
    var crc = new CRC32();
    crc.update(file, from, length);
    int stated = ByteBuffer.wrap(file).getInt(from + length);
    if ((int) crc.getValue() != stated) {
      throw new UnreadableImage(
          "is damaged: its chunk %s at byte %d has the CRC-32 %08x but states %08x"
              .formatted(printable(type), from - 4, (int) crc.getValue(), stated));
    }
  }

  private static String printable(String type) {
    return type.replaceAll("[^A-Za-z]", "?");
  }

  private void chunk(String type, int from, int length) throws UnreadableImage {
    if (header == null != type.equals("IHDR")) {
      throw new UnreadableImage("is damaged: its first chunk, and no other, must be IHDR");
    }
    switch (type) {
      case "IHDR" -> header = header(from, length);
      case "PLTE" -> palette = bytes(from, length);
      case "tRNS" -> transparency = bytes(from, length);
      case "IDAT" -> data.add(new ByteArrayInputStream(file, from, length));
      case "eXIf" -> orientation = Orientation.ofExif(file, from, length);
      default -> requireIdle(type);
    }
  }

  private byte[] bytes(int from, int length) {
    return java.util.Arrays.copyOfRange(file, from, from + length);
  }

  private PngHeader header(int from, int length) throws UnreadableImage {
    if (length != HEADER_BYTES) {
      throw new UnreadableImage("is damaged: its header has %d bytes".formatted(length));
    }
    return PngHeader.of(ByteBuffer.wrap(file, from, length));
  }

  /** A chunk whose name begins with a capital changes what the picture is. */
  private static void requireIdle(String type) throws UnreadableImage {
    if (!KNOWN.contains(type) && Character.isUpperCase(type.charAt(0))) {
      throw new UnreadableImage(
          "has a chunk %s, which is no part of PNG".formatted(printable(type)));
    }
  }
}
