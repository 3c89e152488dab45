package dev.kindling.image;

import dev.kindling.form.ImageForm;
import dev.kindling.form.Resampling;
import dev.kindling.store.StoredImage;
import dev.kindling.task.ImageSize;

/**
 * The numbers of an image, 0 to 255, by row, column and channel. They are computed here and not by
 * Java's own classes, so that every Java makes the same bytes.
 */
final class Pixels {

  private static final float LIGHT = 255;

  private final float[] values;
  private final int height;
  private final int width;
  private final int channels;

  private Pixels(float[] values, int height, int width, int channels) {
    this.values = values;
    this.height = height;
    this.width = width;
    this.channels = channels;
  }

  /** The record of a picture. */
  static byte[] of(DecodedImage image, Picture picture) {
    Pixels pixels = read(image, picture.colours());
    if (picture.size().isEmpty()) {
      return new StoredImage(pixels.height, pixels.width, pixels.inked(picture.ink())).bytes();
    }
    ImageSize size = picture.size().get();
    return pixels.resized(size.height(), size.width()).inked(picture.ink());
  }

  /** The features of a picture, as they are of its record. */
  static float[] features(DecodedImage image, Picture picture, ImageForm form) {
    Pixels read = read(image, picture.colours());
    Pixels stored =
        picture.size().map(size -> read.resized(size.height(), size.width())).orElse(read);
    return form.features(stored.inked(picture.ink()), stored.height, stored.width);
  }

  private byte[] inked(Picture.Ink ink) {
    byte[] bytes = Resampling.bytes(values);
    if (ink == Picture.Ink.INVERTED) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) ~bytes[i];
      }
    }
    return bytes;
  }

  private static Pixels read(DecodedImage image, Picture.Colours colours) {
    int channels = colours.channels();
    int height = image.shownHeight();
    int width = image.shownWidth();
    float[] values = new float[height * width * channels];
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        write(image.shown(y, x), colours, values, at);
        at += channels;
      }
    }
    return new Pixels(values, height, width, channels);
  }

  private static void write(int argb, Picture.Colours colours, float[] values, int at) {
    float red = overWhite(argb, argb >> 16);
    float green = overWhite(argb, argb >> 8);
    float blue = overWhite(argb, argb);
    if (colours == Picture.Colours.GRAY) {
      values[at] = 0.299f * red + 0.587f * green + 0.114f * blue;
      return;
    }
    values[at] = red;
    values[at + 1] = green;
    values[at + 2] = blue;
  }

  private static float overWhite(int argb, int channel) {
    float alpha = (argb >>> 24) / LIGHT;
    return alpha * (channel & 0xFF) + (1 - alpha) * LIGHT;
  }

  private Pixels resized(int newHeight, int newWidth) {
    float[] result = Resampling.apply(values, height, width, channels, newHeight, newWidth);
    return new Pixels(result, newHeight, newWidth, channels);
  }
}
