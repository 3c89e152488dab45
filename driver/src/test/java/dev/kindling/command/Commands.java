package dev.kindling.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs commands as a user would, and keeps what they print. */
final class Commands {
  private static final String SMALL =
      """
      seed: 5
      model: {hidden: [6]}
      training: {steps: 4, tasks-per-step: 6, tasks-per-shard: 3}
      evaluation: {episodes: 7, steps: 2}
      checkpoint: {every: 2}
      """;

  private Commands() {}

  /** What a command left behind. */
  record Outcome(int status, String out, String error) {

    List<String> outLines() {
      return out.lines().toList();
    }

    String lastLine() {
      List<String> lines = outLines();
      return lines.get(lines.size() - 1);
    }

    List<String> complaints() {
      return error.lines().filter(line -> line.startsWith("kindling: ")).toList();
    }
  }

  static Outcome run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var error = new ByteArrayOutputStream();
    Console console =
        new Console(new PrintStream(out, true, UTF_8), new PrintStream(error, true, UTF_8), false);
    int status = Main.run(console, arguments);
    return new Outcome(status, out.toString(UTF_8), error.toString(UTF_8));
  }

  /** A configuration that trains in a moment. */
  static String small(Path directory) {
    try {
      return Files.writeString(directory.resolve("small.yaml"), SMALL).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
