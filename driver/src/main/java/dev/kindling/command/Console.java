package dev.kindling.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kindling.fault.Credentials;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;

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
    // System.out would keep to itself that nothing could be written.
    var out = new FileOutputStream(FileDescriptor.out);
    return new Console(results(out), new PrintStream(System.err, true, UTF_8), terminal);
  }

  /** What is printed there arrives, or {@link LostOutput} is thrown. */
  static PrintStream results(OutputStream out) {
    return new PrintStream(new BufferedOutputStream(new ResultStream(out)), true, UTF_8);
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
    error.println(withoutSecrets(line));
  }

  /** The one line that says why a command failed. */
  void complain(String sentence) {
    say("kindling: " + sentence);
  }

  /** All that helps to find a bug. */
  void trace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    error.print(withoutSecrets(text.toString()));
  }

  private static String withoutSecrets(String text) {
    return SecretSettings.ofProcess().hidden(Credentials.hidden(text));
  }
}
