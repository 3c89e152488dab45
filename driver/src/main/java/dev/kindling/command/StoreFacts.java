package dev.kindling.command;

import dev.kindling.store.ColumnStatistics;
import dev.kindling.store.Count;
import dev.kindling.store.Manifest;
import dev.kindling.store.StoreFile;
import dev.kindling.store.TaskContents;
import dev.kindling.task.Split;
import java.util.Locale;
import java.util.Map;

/** What a manifest says, for people. */
record StoreFacts(String uri, Manifest manifest) {
  private static final int LONGEST = 200;

  /** Older versions whose origins are shown. */
  private static final int SHOWN = 20;

  String text() {
    var text = new StringBuilder();
    line(text, "store", "%s version %d".formatted(uri, manifest.version()));
    line(text, "holds", manifest.contents());
    manifest.counts().forEach((split, count) -> line(text, name(split), text(count)));
    manifest.statistics().forEach(column -> line(text, "column " + column.name(), text(column)));
    manifest.report().forEach((name, number) -> line(text, name, number));
    provenance(text);
    long bytes = manifest.files().stream().map(StoreFile::facts).mapToLong(f -> f.bytes()).sum();
    line(text, "files", "%d of %d bytes".formatted(manifest.files().size(), bytes));
    return text.toString();
  }

  private void provenance(StringBuilder text) {
    long hidden = manifest.provenance().keySet().stream().filter(StoreFacts::isOld).count() - SHOWN;
    long met = 0;
    for (Map.Entry<String, String> line : manifest.provenance().entrySet()) {
      if (isOld(line.getKey()) && ++met <= hidden) {
        if (met == hidden) {
          line(text, "imported still earlier", "%d times".formatted(hidden));
        }
        continue;
      }
      line(text, line.getKey(), shortened(line.getValue()));
    }
  }

  private static boolean isOld(String key) {
    return key.startsWith("imported as version ");
  }

  private static String name(Split split) {
    return split.name().toLowerCase(Locale.ROOT);
  }

  private String text(Count count) {
    boolean tasks = manifest.contents() instanceof TaskContents;
    return "%d %s, %d examples, %d to %d in each"
        .formatted(
            tasks ? count.tasks() : count.classes(),
            tasks ? "tasks" : "classes",
            count.examples(),
            count.least(),
            count.most());
  }

  private String text(ColumnStatistics column) {
    boolean named =
        manifest.contents() instanceof TaskContents tasks
            && tasks.classes() > 0
            && tasks.target().equals(column.name());
    return named ? TargetBalance.of(manifest, column).text() : column.text();
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append("%-40s %s%n".formatted(name, value));
  }
}
