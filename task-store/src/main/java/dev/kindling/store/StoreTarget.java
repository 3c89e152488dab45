package dev.kindling.store;

import dev.kindling.fault.Require;
import dev.kindling.storage.Directory;
import java.io.Serializable;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/**
 * Where parts of an import go. It travels to whoever writes a part, such as a Spark task, which
 * opens it here and sends the {@link PartResult} back to the {@link StoreWriter}. A part that is
 * written twice does no harm.
 *
 * @param writer sixteen hexadecimal digits, this import's own
 */
public record StoreTarget(String uri, Contents contents, Fractions fractions, String writer)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** Where files of data lie in a store. */
  static final String FOLDER = "parts";

  public StoreTarget {
    Require.notBlank("uri", uri);
    Require.present("contents", contents);
    Require.present("fractions", fractions);
    Require.notBlank("writer", writer);
  }

  /** A part of a store of examples. */
  public ExamplePart openExamples(int part, Configuration hadoop) {
    return StoreFault.translated(
        "write to " + uri,
        () ->
            new ExamplePart(
                Directory.of(uri, hadoop), (ExampleContents) contents, fractions, prefix(part)));
  }

  /** A part of a store of tasks. */
  public TaskPart openTasks(int part, Configuration hadoop) {
    return StoreFault.translated(
        "write to " + uri,
        () ->
            new TaskPart(
                Directory.of(uri, hadoop), (TaskContents) contents, fractions, prefix(part)));
  }

  /** Whether this import wrote the file. */
  boolean isOwn(String file) {
    return file.startsWith(FOLDER + "/" + writer + "-");
  }

  private String prefix(int part) {
    return "%s-%05d-%s".formatted(writer, part, digits().substring(0, 8));
  }

  /** Sixteen hexadecimal digits that were never used before. */
  static String digits() {
    UUID drawn = UUID.randomUUID();
    return "%016x".formatted(31 * drawn.getMostSignificantBits() + drawn.getLeastSignificantBits());
  }
}
