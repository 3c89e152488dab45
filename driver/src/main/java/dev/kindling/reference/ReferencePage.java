package dev.kindling.reference;

import dev.kindling.setting.DescribedKey;
import dev.kindling.setting.Takes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The reference as a page of Markdown: a table a section. */
record ReferencePage(List<Chapter> chapters) {

  private static final String HEAD =
      """
      # Every key of the configuration

      This page is written by `./kindling reference --page > docs/reference.md`, out of what stands beside each setting
      in the code. `kindling reference KEY` says the same on the command line. A configuration is a YAML file; what it
      leaves out takes the value under *unless set*. `--set training.steps=100` goes over the file. Editors that know
      JSON Schema complete and check a file whose first line names
      [kindling.schema.json](kindling.schema.json), as those in [examples](../examples) do.
      """;

  String text() {
    StringBuilder text = new StringBuilder(HEAD);
    Set<String> begun = new HashSet<>();
    for (Chapter chapter : chapters) {
      boolean first = begun.add(chapter.path());
      if (first && chapter.kind().isPresent()) {
        text.append("\n## `%s`\n\n%s".formatted(chapter.path(), kinds(chapter.path())));
      }
      text.append(chapter(chapter));
    }
    return text.toString();
  }

  private String kinds(String section) {
    return chapters.stream()
        .filter(chapter -> chapter.path().equals(section))
        .map(
            chapter ->
                "- `kind: %s`%s: %s\n"
                    .formatted(
                        chapter.kind().orElse(""),
                        chapter.standard() ? " (unless set)" : "",
                        chapter.described().meaning()))
        .collect(Collectors.joining());
  }

  private static String chapter(Chapter chapter) {
    if (chapter.described().keys().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(heading(chapter));
    text.append("| key | meaning | takes | unless set | example |\n|---|---|---|---|---|\n");
    for (DescribedKey key : chapter.described().keys()) {
      List<String> cells = new ArrayList<>();
      cells.add(code(key.name()));
      cells.add(meaning(key));
      cells.add(key.takes());
      cells.add(key.standardText().map(ReferencePage::code).orElse(""));
      cells.add(key.example().isEmpty() ? "" : code(key.example()));
      text.append(
          cells.stream()
              .map(cell -> cell.replace("|", "\\|"))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    return text.toString();
  }

  private static String heading(Chapter chapter) {
    if (chapter.path().isEmpty()) {
      return "\n## The whole\n\n";
    }
    String path = chapter.path();
    return chapter
        .kind()
        .map(kind -> "\n### `%s` of kind `%s`\n\n".formatted(path, kind))
        .orElseGet(() -> "\n## `%s`\n\n%s\n\n".formatted(path, chapter.described().meaning()));
  }

  private static String meaning(DescribedKey key) {
    if (!(key.values() instanceof Takes.Choice choice)) {
      return key.meaning();
    }
    return choice.words().stream()
        .filter(word -> !word.meaning().isEmpty())
        .map(word -> " `%s`: %s".formatted(word.name(), word.meaning()))
        .collect(Collectors.joining("", key.meaning(), ""));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
