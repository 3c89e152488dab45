package dev.kindling.command;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command prints: results to {@code out}, all else to {@code error}.
 *
 * @param terminal whether someone watches {@code error}
 */
record Console(PrintStream out, PrintStream error, boolean terminal) {
  static final String CLEAR = "\r\u001b[K";

  /** That of this process; the launcher's property says whether standard error is a terminal. */
  static Console ofProcess() {
    boolean terminal = Boolean.getBoolean("kindling.terminal");
    return new Console(utf8(System.out), utf8(System.err), terminal);
  }

  private static PrintStream utf8(PrintStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  /** Clears the last line of a terminal, which shows a run's progress. */
  void clear() {
    if (terminal) {
      error.print(CLEAR);
      error.flush();
    }
  }

  /** One line on how a run goes. */
  void say(String line) {
    error.println(line);
  }

  /** The one line that says why a command failed. */
  void complain(String sentence) {
    error.println("kindling: " + sentence);
  }
}
