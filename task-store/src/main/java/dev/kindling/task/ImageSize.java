package dev.kindling.task;

import dev.kindling.fault.Require;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What images are brought to, 28x28: pixels of height and of width. */
public record ImageSize(int height, int width) {

  /** What a size looks like. */
  static final String FORM = "([0-9]{1,4})x([0-9]{1,4})";

  private static final int MOST_SIDE = 4096;
  private static final Pattern TEXT = Pattern.compile(FORM);

  public ImageSize {
    Require.between("height", height, 1, MOST_SIDE);
    Require.between("width", width, 1, MOST_SIDE);
  }

  /**
   * What a user wrote.
   *
   * @param name of the setting, as the user writes it
   * @param none the word for no size at all
   */
  public static Optional<ImageSize> parse(String name, String text, String none) {
    if (Require.notBlank(name, text).equals(none)) {
      return Optional.empty();
    }
    Matcher sides = TEXT.matcher(text);
    try {
      if (sides.matches()) {
        int height = Integer.parseInt(sides.group(1));
        return Optional.of(new ImageSize(height, Integer.parseInt(sides.group(2))));
      }
    } catch (IllegalArgumentException e) {
      throw refused(name, text, none, e);
    }
    throw refused(name, text, none, null);
  }

  private static IllegalArgumentException refused(
      String name, String text, String none, Exception cause) {
    return new IllegalArgumentException(
        "%s must be height and width from 1 to %d, as 28x28, or %s but is %s"
            .formatted(name, MOST_SIDE, none, text),
        cause);
  }

  @Override
  public String toString() {
    return height + "x" + width;
  }
}
