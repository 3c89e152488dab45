package dev.kindling.image;

import dev.kindling.fault.Fault;
import dev.kindling.form.ImageForm;
import dev.kindling.form.Tone;
import dev.kindling.task.ImageSize;
import java.util.Optional;

/** Makes of an image file the features that a model learned from. */
public final class ImageFeatures {

  private static final int COLOURS = 3;

  private ImageFeatures() {}

  /**
   * The features of a PNG or JPEG file, to the bits that an import and the reading of its store
   * give.
   *
   * @param name of the file, for messages
   */
  public static float[] of(byte[] file, String name, ImageForm form) {
    Picture picture = picture(form);
    try {
      return Pixels.features(ImageReading.decode(file), picture, form);
    } catch (UnreadableImage e) {
      throw Fault.data(
          "a PNG or JPEG image is expected but %s %s; mend it or leave it out"
              .formatted(name, e.getMessage()),
          e);
    }
  }

  private static Picture picture(ImageForm form) {
    boolean drawn = form.channels() == 1 || form.channels() == COLOURS;
    if (form.tone() == Tone.UNKNOWN || !drawn) {
      throw Fault.usage(
          "a model of imported images is expected but this one learned from values that were given by another program; give values of %d channels in place of files"
              .formatted(form.channels()));
    }
    return new Picture(
        form.keepsSizes()
            ? Optional.empty()
            : Optional.of(new ImageSize(form.storedHeight(), form.storedWidth())),
        form.channels() == 1 ? Picture.Colours.GRAY : Picture.Colours.RGB,
        form.tone() == Tone.INVERTED ? Picture.Ink.INVERTED : Picture.Ink.KEPT);
  }
}
