package dev.kindling.command;

import dev.kindling.store.Manifest;
import dev.kindling.store.StoreFile;

/** What a manifest says, for people. */
record StoreFacts(String uri, Manifest manifest) {
  private static final int LONGEST = 200;

  String text() {
    var text = new StringBuilder();
    line(text, "store", "%s version %d".formatted(uri, manifest.version()));
    line(text, "holds", manifest.contents());
    manifest
        .counts()
        .forEach(
            (split, count) ->
                line(
                    text,
                    split.name().toLowerCase(java.util.Locale.ROOT),
                    "%d classes, %d tasks, %d examples, %d to %d in each"
                        .formatted(
                            count.classes(),
                            count.tasks(),
                            count.examples(),
                            count.least(),
                            count.most())));
    manifest
        .statistics()
        .forEach(
            column ->
                line(
                    text,
                    "column " + column.name(),
                    "mean %.4g, deviation %.4g, from %.4g to %.4g, %d missing"
                        .formatted(
                            column.mean(),
                            column.deviation(),
                            column.minimum(),
                            column.maximum(),
                            column.missing())));
    manifest.report().forEach((name, number) -> line(text, name, number));
    manifest.provenance().forEach((name, value) -> line(text, name, shortened(value)));
    long bytes = manifest.files().stream().map(StoreFile::facts).mapToLong(f -> f.bytes()).sum();
    line(text, "files", "%d of %d bytes".formatted(manifest.files().size(), bytes));
    return text.toString();
  }

  private static String shortened(String value) {
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append("%-40s %s%n".formatted(name, value));
  }
}
