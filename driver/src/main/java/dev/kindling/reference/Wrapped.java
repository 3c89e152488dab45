package dev.kindling.reference;

/** Words in lines that a terminal shows whole. */
public final class Wrapped {

  private static final int WIDTH = 100;

  private Wrapped() {}

  /** Lines of at most 100 characters, each after so many blanks, the last one ended too. */
  public static String text(String words, int indent) {
    return text(words, " ".repeat(indent));
  }

  /** Lines of at most 100 characters, each after {@code margin}. */
  public static String text(String words, String margin) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder();
    for (String word : words.strip().split("\\s+", -1)) {
      if (!line.isEmpty() && margin.length() + line.length() + 1 + word.length() > WIDTH) {
        text.append(margin).append(line).append('\n');
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    return text.append(margin).append(line).append('\n').toString();
  }
}
