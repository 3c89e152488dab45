package dev.kindling.predict;

import java.util.Locale;

/** How raw examples lie in files. */
public enum ExampleFormat {
  /** As an import of a table reads it. */
  CSV,
  PARQUET,
  /** An object on each line. */
  JSON,
  /** A folder of PNG and JPEG files, in a folder for each class where their classes are told. */
  IMAGES;

  private static final String COMPRESSED = "\\.(gz|bz2|deflate|zst)$";

  /** What a name says; a name without a known ending is that of a folder of images. */
  public static ExampleFormat of(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replaceFirst(COMPRESSED, "");
    if (lower.endsWith(".csv")) {
      return CSV;
    }
    if (lower.endsWith(".parquet")) {
      return PARQUET;
    }
    return lower.endsWith(".json") || lower.endsWith(".jsonl") || lower.endsWith(".ndjson")
        ? JSON
        : IMAGES;
  }

  /** As it is written. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
