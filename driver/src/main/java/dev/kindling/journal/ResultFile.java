package dev.kindling.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.storage.Directory;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/** What a run says when it ends, kept in its directory as {@code result.json}. */
public final class ResultFile {
  public static final String NAME = "result.json";

  private ResultFile() {}

  /**
   * Writes it, in place of what an earlier end of the run left.
   *
   * @param trouble is told if it cannot be written
   */
  public static void write(
      String output, Configuration hadoop, String json, Consumer<String> trouble) {
    try {
      String writer = UUID.randomUUID().toString().substring(0, 8);
      Directory.of(output, hadoop).replace(NAME, writer, (json + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      trouble.accept(
          "%s cannot be written: %s; what it would hold is printed"
              .formatted(NAME, e.getMessage()));
    }
  }
}
