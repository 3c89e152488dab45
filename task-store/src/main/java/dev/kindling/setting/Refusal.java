package dev.kindling.setting;

import dev.kindling.fault.Fault;

/** Puts what is wrong with settings into one line that begins with the place. */
public final class Refusal {

  private static final int LONGEST_SHOWN = 60;

  private Refusal() {}

  public static Fault at(String place, String sentence) {
    return Fault.usage(oneLine(place + ": " + sentence));
  }

  /** Text from a file as a message may show it: cut short, on one line. */
  public static String shown(String text) {
    return shown(text, LONGEST_SHOWN);
  }

  static String shown(String text, int longest) {
    boolean fits = text.length() <= longest;
    return oneLine(fits ? text : text.substring(0, longest - 3) + "...");
  }

  /** The text with what would break the line written as its code. */
  public static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(point -> append(line, point));
    return line.toString();
  }

  private static void append(StringBuilder line, int point) {
    boolean breaks =
        switch (Character.getType(point)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SURROGATE ->
              true;
          default -> false;
        };
    if (breaks) {
      line.append("\\u%04x".formatted(point));
      return;
    }
    line.appendCodePoint(point);
  }
}
