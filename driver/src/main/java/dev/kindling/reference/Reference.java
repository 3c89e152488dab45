package dev.kindling.reference;

import dev.kindling.fault.Fault;
import dev.kindling.setting.DescribedKey;
import dev.kindling.setting.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What every key of the configuration means and takes, as plain text. */
public final class Reference {

  private static final String KIND = "kind";

  private final Chapters chapters = Chapters.ofConfiguration();

  public Reference() {}

  /** All of it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    chapters.all().forEach(chapter -> text.append(new ChapterText(chapter).text()).append('\n'));
    return text.append("kindling reference KEY tells more, as of training.steps\n").toString();
  }

  /** The same as a page of Markdown. */
  public String page() {
    return new ReferencePage(chapters.all()).text();
  }

  /** What is said of a key, a section or a kind; another word is a usage fault. */
  public String text(String word) {
    String path = resolved(word);
    StringBuilder text = new StringBuilder();
    for (Chapter chapter : matching(path)) {
      text.append(new ChapterText(chapter).text()).append('\n');
    }
    keys(text, path, key -> key.equals(path));
    if (text.isEmpty()) {
      keys(text, path, key -> key.endsWith("." + path));
    }
    if (text.isEmpty()) {
      throw unknown(word);
    }
    return text.toString();
  }

  /** Chapters of a section, of a kind, or of a kind of a section, as {@code tasks.glyphs}. */
  private List<Chapter> matching(String path) {
    return chapters.all().stream()
        .filter(chapter -> names(chapter).contains(path) || sections(chapter).contains(path))
        .toList();
  }

  /** Names of a section that has kinds. */
  private static List<String> sections(Chapter chapter) {
    return chapter.kind().isEmpty()
        ? List.of()
        : List.of(chapter.path(), last(chapter.path()), chapter.path() + "." + KIND);
  }

  private static List<String> names(Chapter chapter) {
    List<String> names = new ArrayList<>();
    if (!chapter.path().isEmpty() && chapter.kind().isEmpty()) {
      names.addAll(List.of(chapter.path(), last(chapter.path())));
    }
    chapter.kind().ifPresent(kind -> names.addAll(List.of(kind, chapter.path() + "." + kind)));
    return names;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private void keys(StringBuilder text, String path, Predicate<String> wanted) {
    for (Chapter chapter : chapters.all()) {
      for (DescribedKey key : chapter.described().keys()) {
        String ofKind =
            chapter
                .kind()
                .map(kind -> "%s.%s.%s".formatted(chapter.path(), kind, key.name()))
                .orElse("");
        boolean isSection = key.example().isEmpty();
        if (!isSection && (wanted.test(chapter.path(key)) || ofKind.equals(path))) {
          text.append(new KeyText(chapter, key).text()).append('\n');
        }
      }
    }
  }

  /** {@code tasks.parts[0].tasks.ways} is told as {@code tasks.ways}. */
  private String resolved(String word) {
    String path = word.replaceAll("\\[[0-9]*]", "[]");
    for (int depth = 0; depth < path.length(); depth++) {
      String before = path;
      for (var entry : chapters.elsewhere().entrySet()) {
        if (path.equals(entry.getKey()) || path.startsWith(entry.getKey() + ".")) {
          path = entry.getValue() + path.substring(entry.getKey().length());
        }
      }
      if (path.equals(before)) {
        break;
      }
    }
    return path;
  }

  private Fault unknown(String word) {
    String sentence = "a key or a kind of the configuration is expected but %s is none; %s";
    String advice =
        Nearest.to(word, known())
            .map(near -> "did you mean %s?".formatted(near))
            .orElse("kindling reference lists them all");
    return Fault.usage(sentence.formatted(word, advice));
  }

  private Set<String> known() {
    Set<String> known = new LinkedHashSet<>();
    for (Chapter chapter : chapters.all()) {
      known.addAll(names(chapter));
      known.addAll(sections(chapter));
      for (DescribedKey key : chapter.described().keys()) {
        known.add(chapter.path(key));
        known.add(key.name());
      }
    }
    return known;
  }
}
