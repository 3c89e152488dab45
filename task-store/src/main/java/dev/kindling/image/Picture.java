package dev.kindling.image;

import dev.kindling.fault.Require;
import dev.kindling.store.ExampleContents;
import dev.kindling.task.ElementType;
import java.util.List;

/**
 * What is made of each image.
 *
 * @param height in pixels
 * @param width in pixels
 */
public record Picture(int height, int width, Colours colours, Ink ink) {

  private static final int MOST_SIDE = 4096;

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
    Require.between("height", height, 1, MOST_SIDE);
    Require.between("width", width, 1, MOST_SIDE);
    Require.present("colours", colours);
    Require.present("ink", ink);
  }

  ExampleContents contents() {
    return new ExampleContents(ElementType.U8, List.of(height, width, colours.channels()));
  }
}
