package dev.kindling.reference;

import dev.kindling.setting.DescribedKey;

/** A section as plain text: its keys, a line or two each. */
record ChapterText(Chapter chapter) {

  private static final int INDENT = 4;

  String text() {
    StringBuilder text = new StringBuilder(chapter.title());
    if (chapter.kind().isPresent() && chapter.standard()) {
      text.append(", the kind unless another is chosen");
    }
    text.append('\n').append(Wrapped.text(chapter.described().meaning(), 2));
    int width =
        chapter.described().keys().stream().mapToInt(key -> key.name().length()).max().orElse(0);
    chapter.described().keys().forEach(key -> text.append(line(key, width)));
    return text.toString();
  }

  private static String line(DescribedKey key, int width) {
    String name = " ".repeat(INDENT) + key.name() + " ".repeat(width - key.name().length() + 2);
    String facts = key.meaning() + " It takes " + key.takes() + standard(key) + ".";
    return name + Wrapped.text(facts, name.length()).substring(name.length());
  }

  private static String standard(DescribedKey key) {
    return key.standardText().map(value -> "; " + value + " unless set").orElse("");
  }
}
