package dev.kindling.image;

import dev.kindling.fault.Require;
import dev.kindling.form.Tone;
import dev.kindling.store.ExampleContents;
import dev.kindling.task.ElementType;
import dev.kindling.task.ImageSize;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of each image.
 *
 * @param size what it is brought to; nothing if it keeps its own
 */
public record Picture(Optional<ImageSize> size, Colours colours, Ink ink) {

  /** Which channels are kept. */
  public enum Colours {
    /** One channel, 0.299 red + 0.587 green + 0.114 blue. */
    GRAY(1),
    RGB(3);

    private final int channels;

    Colours(int channels) {
      this.channels = channels;
    }

    int channels() {
      return channels;
    }
  }

  /** What becomes of dark and light. */
  public enum Ink {
    KEPT,
    /** Dark becomes light: ink on paper gets the large numbers. */
    INVERTED
  }

  public Picture {
    Require.present("size", size);
    Require.present("colours", colours);
    Require.present("ink", ink);
  }

  /** Of one size. */
  public Picture(int height, int width, Colours colours, Ink ink) {
    this(Optional.of(new ImageSize(height, width)), colours, ink);
  }

  /** What such pictures are in a store. */
  public ExampleContents contents() {
    return size.map(
            to ->
                new ExampleContents(
                    ElementType.U8, List.of(to.height(), to.width(), colours.channels())))
        .orElseGet(() -> ExampleContents.imagesOfOwnSizes(colours.channels()));
  }

  /** As provenance holds it; a later append is compared with this. */
  @Override
  public String toString() {
    String sides = size.map(ImageSize::toString).orElse("of its own size");
    String channels = colours == Colours.GRAY ? "gray" : "red, green and blue";
    String dark = ink == Ink.INVERTED ? Tone.INVERTED_TEXT : "";
    return "%s, %s%s".formatted(sides, channels, dark);
  }
}
