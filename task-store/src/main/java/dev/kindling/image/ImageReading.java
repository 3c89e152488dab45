package dev.kindling.image;

import java.nio.charset.StandardCharsets;

/** Decodes PNG and JPEG, within bounds: any bytes end in an image or in a sentence. */
final class ImageReading {

  /** How files of other formats begin, of which some have the ending of one that is taken. */
  private enum Other {
    GIF("GIF8", 0),
    BMP("BM", 0),
    WEBP("WEBP", 8),
    TIFF("II*\0", 0),
    BIG_ENDIAN_TIFF("MM\0*", 0),
    HEIF("ftyp", 4);

    private final String mark;
    private final int at;

    Other(String mark, int at) {
      this.mark = mark;
      this.at = at;
    }
  }

  private ImageReading() {}

  static DecodedImage decode(byte[] file) throws UnreadableImage {
    if (begins(file, 0, PngFile.SIGNATURE)) {
      return PngReading.decode(file);
    }
    if (begins(file, 0, "\u00FF\u00D8")) {
      return JpegReading.decode(file);
    }
    if (file.length == 0) {
      throw new UnreadableImage("is empty");
    }
    for (Other other : Other.values()) {
      if (begins(file, other.at, other.mark)) {
        String name = other == Other.BIG_ENDIAN_TIFF ? "TIFF" : other.name();
        throw new UnreadableImage("is %s, neither PNG nor JPEG".formatted(name));
      }
    }
    throw new UnreadableImage("is neither PNG nor JPEG");
  }

  private static boolean begins(byte[] file, int at, String mark) {
    return file.length >= at + mark.length()
        && new String(file, at, mark.length(), StandardCharsets.ISO_8859_1).equals(mark);
  }
}
