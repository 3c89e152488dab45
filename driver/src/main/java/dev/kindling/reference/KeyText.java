package dev.kindling.reference;

import dev.kindling.setting.DescribedKey;
import dev.kindling.setting.Takes;

/** A key as plain text: all there is to say of it. */
record KeyText(Chapter chapter, DescribedKey key) {

  private static final int INDENT = 2;
  private static final String FACT = "  %-11s ";

  String text() {
    String path = chapter.path(key);
    StringBuilder text = new StringBuilder(path);
    chapter.kind().ifPresent(kind -> text.append(", of kind ").append(kind));
    text.append('\n').append(Wrapped.text(key.meaning(), INDENT));
    fact(text, "takes", key.takes());
    if (key.values() instanceof Takes.Choice choice) {
      choice.words().stream()
          .filter(word -> !word.meaning().isEmpty())
          .forEach(word -> fact(text, "  " + word.name(), word.meaning()));
    }
    key.standardText().ifPresent(value -> fact(text, "unless set", value));
    fact(text, "example", chapter.setting() + set(path));
    return text.toString();
  }

  /** Quoted where a shell would take it apart. */
  private String set(String path) {
    String assignment = path.replace("[]", "[0]") + "=" + key.example();
    boolean plain = assignment.matches("[A-Za-z0-9_.,:/=+-]+");
    return "--set " + (plain ? assignment : "'" + assignment + "'");
  }

  private static void fact(StringBuilder text, String name, String fact) {
    String head = FACT.formatted(name);
    text.append(head).append(Wrapped.text(fact, head.length()).substring(head.length()));
  }
}
