package dev.kindling.image;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes PNG and JPEG, within bounds: any bytes end in an image or in a sentence. */
final class ImageReading {

  private static final long MOST_PIXELS = 1L << 25;

  private ImageReading() {}

  static BufferedImage decode(byte[] file) throws UnreadableImage {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format(file));
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        requireSize(reader);
        return reader.read(0);
      } finally {
        reader.dispose();
      }
    } catch (UnreadableImage e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Decoders throw exceptions of many kinds at damage.
      throw new UnreadableImage("is damaged: " + firstLine(e), e);
    }
  }

  private static String format(byte[] file) throws UnreadableImage {
    if (file.length > 8 && (file[0] & 0xFF) == 0x89 && file[1] == 'P' && file[2] == 'N') {
      return "png";
    }
    if (file.length > 3 && (file[0] & 0xFF) == 0xFF && (file[1] & 0xFF) == 0xD8) {
      return "jpeg";
    }
    throw new UnreadableImage("is neither PNG nor JPEG");
  }

  /** Checked before anything is decoded, since a few bytes may promise gigabytes. */
  private static void requireSize(ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > MOST_PIXELS) {
      throw new UnreadableImage(
          "has %d x %d pixels where at most %d are taken"
              .formatted(reader.getWidth(0), reader.getHeight(0), MOST_PIXELS));
    }
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
    return message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
