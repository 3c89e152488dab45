package dev.kindling.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A stream whose failures pass through a {@link java.io.PrintStream}, as {@link LostOutput}. */
final class ResultStream extends FilterOutputStream {

  ResultStream(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int value) {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw new LostOutput(e);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw new LostOutput(e);
    }
  }
}
