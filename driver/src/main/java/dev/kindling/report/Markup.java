package dev.kindling.report;

import dev.kindling.fault.Credentials;
import java.util.ArrayList;
import java.util.List;

/**
 * HTML or SVG in the making. Every text and every value of an attribute is escaped, so that names
 * of tasks and columns stay names, and credentials in addresses are left out.
 */
final class Markup {
  private final StringBuilder text = new StringBuilder();

  /** Begins an element; attributes are names and values in turn. */
  Markup open(String tag, String... attributes) {
    text.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      text.append(' ').append(attributes[i]).append("=\"");
      text.append(escaped(attributes[i + 1])).append('"');
    }
    text.append('>');
    return this;
  }

  Markup close(String tag) {
    text.append("</").append(tag).append('>');
    return this;
  }

  /** Begins an SVG with its name and what it shows, for those who do not see it. */
  Markup picture(String id, String title, String words, String... attributes) {
    List<String> all = new ArrayList<>(List.of("role", "img"));
    all.addAll(List.of("aria-labelledby", "%s-t %s-d".formatted(id, id)));
    all.addAll(List.of(attributes));
    open("svg", all.toArray(String[]::new));
    element("title", title, "id", id + "-t");
    return element("desc", words, "id", id + "-d");
  }

  /** A whole element that holds nothing but a text. */
  Markup element(String tag, String content, String... attributes) {
    return open(tag, attributes).say(content).close(tag);
  }

  Markup say(String content) {
    text.append(escaped(content));
    return this;
  }

  Markup line() {
    text.append('\n');
    return this;
  }

  /** What the program itself brings along, such as its style. */
  Markup trusted(String own) {
    text.append(own);
    return this;
  }

  Markup add(Markup other) {
    text.append(other.text);
    return this;
  }

  private static String escaped(String raw) {
    String harmless = Credentials.hidden(raw);
    StringBuilder escaped = new StringBuilder(harmless.length());
    harmless.codePoints().forEach(unit -> append(escaped, unit));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int unit) {
    switch (unit) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      case '"' -> escaped.append("&quot;");
      case '\'' -> escaped.append("&#39;");
      case '\n', '\t' -> escaped.append((char) unit);
      default -> escaped.appendCodePoint(isText(unit) ? unit : '\uFFFD');
    }
  }

  /** Characters that a document may hold. */
  private static boolean isText(int unit) {
    return !Character.isISOControl(unit)
        && Character.getType(unit) != Character.SURROGATE
        && (unit & 0xFFFE) != 0xFFFE;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
