package dev.kindling.task;

import dev.kindling.fault.Require;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole number, 5, or any from one to another, 5-20. */
public record Span(int least, int most) {

  /** What a span looks like. */
  static final String FORM = "([0-9]{1,6})(?:-([0-9]{1,6}))?";

  private static final Pattern TEXT = Pattern.compile(FORM);

  public Span {
    Require.positive("least", least);
    Require.atLeast("most", most, least);
  }

  /**
   * What a user wrote.
   *
   * @param name of the setting, as the user writes it
   */
  public static Span parse(String name, String text) {
    Matcher parts = TEXT.matcher(Require.notBlank(name, text));
    if (!parts.matches()) {
      throw refused(name, text);
    }
    int least = Integer.parseInt(parts.group(1));
    int most = parts.group(2) == null ? least : Integer.parseInt(parts.group(2));
    if (least < 1 || most < least) {
      throw refused(name, text);
    }
    return new Span(least, most);
  }

  private static IllegalArgumentException refused(String name, String text) {
    return new IllegalArgumentException(
        "%s must be a number from 1, as 5, or a range, as 5-20, but is %s".formatted(name, text));
  }

  public boolean isFixed() {
    return least == most;
  }

  /** One of them; all are equally likely. */
  public int draw(Key key, long counter) {
    return least + (int) key.below(counter, (long) most - least + 1);
  }
}
