package dev.kindling.form;

import dev.kindling.fault.Fault;
import dev.kindling.fault.Require;
import java.util.List;

/**
 * Images of bytes. A file is decoded, brought to the stored size, and inverted if the tone says so;
 * that is what an import stores. What is stored is brought to the height and width of the features,
 * and scaled.
 *
 * @param storedHeight what imports bring images to; 0 where they keep their own sizes
 * @param storedWidth 0 where {@code storedHeight} is
 * @param height of the features
 * @param width of the features
 * @param channels 1 for gray, 3 for red, green and blue
 */
public record ImageForm(
    int storedHeight,
    int storedWidth,
    int height,
    int width,
    int channels,
    Tone tone,
    FeatureScale scale)
    implements InputForm {
  private static final int MOST_SIDE = 1 << 28;
  private static final int MOST_CHANNELS = 1 << 28;

  public ImageForm {
    Require.between("stored height", storedHeight, 0, MOST_SIDE);
    Require.between("stored width", storedWidth, 0, MOST_SIDE);
    Require.between("height", height, 1, MOST_SIDE);
    Require.between("width", width, 1, MOST_SIDE);
    Require.between("channels", channels, 1, MOST_CHANNELS);
    Require.present("tone", tone);
    if (Require.present("scale", scale).channels() != channels) {
      throw new IllegalArgumentException(
          "scale must be of %d channels but is of %d".formatted(channels, scale.channels()));
    }
    if ((storedHeight == 0) != (storedWidth == 0)) {
      throw new IllegalArgumentException(
          "stored height and width must both be 0 or neither but are %d and %d"
              .formatted(storedHeight, storedWidth));
    }
  }

  @Override
  public List<Integer> shape() {
    return List.of(height, width, channels);
  }

  /** Whether stored images have sizes of their own. */
  public boolean keepsSizes() {
    return storedHeight == 0;
  }

  /**
   * The features of an image as a store has it.
   *
   * @param values by row, column and channel, 0 to 255 as unsigned bytes
   */
  public float[] features(byte[] values, int imageHeight, int imageWidth) {
    requireSize(imageHeight, imageWidth);
    long bytes = (long) imageHeight * imageWidth * channels;
    if (values.length != bytes) {
      throw Fault.data(
          "%d bytes are expected of an image of %d x %d pixels and %d channels but there are %d; give one byte for each"
              .formatted(bytes, imageHeight, imageWidth, channels, values.length));
    }
    byte[] sized = Resampling.apply(values, imageHeight, imageWidth, channels, height, width);
    float[] features = new float[sized.length];
    scale.ofBytes(sized, features, 0);
    return features;
  }

  private void requireSize(int imageHeight, int imageWidth) {
    boolean own =
        imageHeight >= 1 && imageWidth >= 1 && Math.max(imageHeight, imageWidth) <= 1 << 25;
    if (keepsSizes() ? !own : imageHeight != storedHeight || imageWidth != storedWidth) {
      String expected =
          keepsSizes()
              ? "at least one pixel"
              : "%d x %d pixels".formatted(storedHeight, storedWidth);
      throw Fault.data(
          "an image of %s is expected, height by width, but it has %d x %d; bring it to that size, or give the file that it came from"
              .formatted(expected, imageHeight, imageWidth));
    }
  }

  @Override
  public String text() {
    String colours =
        switch (channels) {
          case 1 -> "gray";
          case 3 -> "red, green and blue";
          default -> channels + " channels";
        };
    String stored =
        keepsSizes() ? "any size" : "%d x %d pixels".formatted(storedHeight, storedWidth);
    String dark = tone == Tone.INVERTED ? Tone.INVERTED_TEXT : "";
    return "images of %s, %s%s, brought to %d x %d; x becomes %s"
        .formatted(stored, colours, dark, height, width, scale);
  }
}
