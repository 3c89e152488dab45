package dev.kindling.image;

import java.awt.Point;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes JPEG files of samples that mean whatever the markers say. */
final class JpegBytes {

  private JpegBytes() {}

  /**
   * A file without any marker of an application, as good as can be.
   *
   * @param samples of each pixel, channel by channel
   */
  static byte[] of(int width, int height, int channels, boolean progressive, int[] samples) {
    int[] offsets = new int[channels];
    Arrays.setAll(offsets, i -> i);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            0, width, height, width * channels, channels, offsets, new Point());
    raster.setPixels(0, 0, width, height, samples);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(1);
      parameters.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(out);
      writer.write(null, new IIOImage(raster, null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
    return withoutApplications(bytes.toByteArray());
  }

  private static byte[] withoutApplications(byte[] file) {
    var plain = new ByteArrayOutputStream();
    plain.write(file, 0, 2);
    int at = 2;
    while ((file[at + 1] & 0xFF) != 0xDA) {
      int length = 2 + ((file[at + 2] & 0xFF) << 8) + (file[at + 3] & 0xFF);
      if ((file[at + 1] & 0xF0) != 0xE0) {
        plain.write(file, at, length);
      }
      at += length;
    }
    plain.write(file, at, file.length - at);
    return plain.toByteArray();
  }

  /** The file with one more segment before all others. */
  static byte[] with(int marker, byte[] content, byte[] file) {
    var more = new ByteArrayOutputStream();
    more.write(file, 0, 2);
    more.write(0xFF);
    more.write(marker);
    more.write((content.length + 2) >> 8);
    more.write(content.length + 2);
    more.writeBytes(content);
    more.write(file, 2, file.length - 2);
    return more.toByteArray();
  }

  static byte[] withAdobe(int transform, byte[] file) {
    byte[] content = Arrays.copyOf("Adobe".getBytes(StandardCharsets.ISO_8859_1), 12);
    content[6] = 100;
    content[11] = (byte) transform;
    return with(0xEE, content, file);
  }

  static byte[] withJfif(byte[] file) {
    byte[] content = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
    return with(0xE0, content, file);
  }

  /** Where the segment of a marker begins, at its marker. */
  static int segment(byte[] file, int marker) {
    int at = 2;
    while ((file[at + 1] & 0xFF) != marker) {
      at += 2 + ((file[at + 2] & 0xFF) << 8) + (file[at + 3] & 0xFF);
    }
    return at;
  }

  /** A block of EXIF that says one thing: the orientation. */
  static byte[] exif(int orientation, boolean littleEndian) {
    byte[] little = {
      'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte) orientation, 0, 0, 0
    };
    byte[] big = {
      'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0
    };
    return littleEndian ? little : big;
  }

  static byte[] withExif(byte[] exif, byte[] file) {
    byte[] content =
        Arrays.copyOf("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), 6 + exif.length);
    System.arraycopy(exif, 0, content, 6, exif.length);
    return with(0xE1, content, file);
  }
}
