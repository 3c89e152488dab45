package dev.kindling.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes JPEG. The decoder's samples are Java's; what they mean is decided here. */
final class JpegReading {

  private JpegReading() {}

  static DecodedImage decode(byte[] file) throws UnreadableImage {
    JpegFile jpeg = JpegFile.of(file);
    JpegColours colours = jpeg.colours();
    Raster raster = raster(jpeg.coded());
    int height = jpeg.height();
    int width = jpeg.width();
    int bands = raster.getNumBands();
    if (raster.getHeight() != height || raster.getWidth() != width) {
      throw new UnreadableImage("is damaged: its size is said in two ways");
    }
    int[] argb = new int[height * width];
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = colours.argb(row, x * bands);
      }
    }
    return new DecodedImage(height, width, argb, jpeg.orientation());
  }

  private static Raster raster(byte[] coded) throws UnreadableImage {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(coded))) {
      reader.setInput(in, true, true);
      Raster raster = reader.readRaster(0, null);
      if (!warnings.isEmpty()) {
        // The decoder went on with what it made up.
        throw new UnreadableImage("is damaged: " + warnings.get(0));
      }
      return raster;
    } catch (UnreadableImage e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The decoder meets damage with exceptions of many kinds.
      throw UnreadableImage.damaged(e);
    } finally {
      reader.dispose();
    }
  }
}
