package dev.kindling.command;

import java.io.IOException;
import java.util.Locale;

/**
 * What a command prints cannot be written. An error, since a {@link java.io.PrintStream} keeps
 * checked exceptions to itself, and picocli prints the traces of others.
 */
final class LostOutput extends Error {
  private static final long serialVersionUID = 1;

  LostOutput(IOException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }

  /** Whether the reader has what it wants, as {@code head} does after some lines. */
  boolean isUnwanted() {
    return getMessage().toLowerCase(Locale.ROOT).contains("broken pipe");
  }
}
