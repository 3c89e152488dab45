package dev.kindling.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * The records of CSV in UTF-8, one after the other, strictly as RFC 4180 has them: whatever it does
 * not say how to read is refused. Lines end in LF or CRLF, empty ones between records are passed
 * over, and the line breaks of a quoted cell stay as they are.
 */
final class CsvRecords implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MOST_BYTES = 1 << 24;
  private static final int END = -1;
  private static final String MARK = "\uFEFF";

  private final InputStream in;
  private final int separator;
  private final CsvFault fault;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int filled;
  private long position;
  private long line;

  private byte[] text = new byte[256];
  private int length;
  private int[] ends = new int[16];
  private int cells;
  private int highBits;

  /**
   * @param position of the stream's first byte in the file
   * @param line of the stream's first byte, from 1
   */
  CsvRecords(InputStream in, char separator, CsvFault fault, long position, long line) {
    this.in = in;
    this.separator = separator;
    this.fault = fault;
    this.position = position;
    this.line = line;
  }

  private int peek() throws IOException {
    if (at == filled) {
      position += filled;
      at = 0;
      filled = Math.max(0, read(0));
      if (filled == 0) {
        return END;
      }
    }
    return buffer[at] & 0xFF;
  }

  private int read(int to) throws IOException {
    try {
      return in.read(buffer, to, buffer.length - to);
    } catch (CharacterCodingException e) {
      throw fault.encoding(line);
    }
  }

  /** The position in the file of the byte that comes. */
  private long here() {
    return position + at;
  }

  /** Passes over the mark that some put before text; the first thing done to a file. */
  void passMark() throws IOException {
    byte[] mark = MARK.getBytes(UTF_8);
    int read = 0;
    while (filled < mark.length && read >= 0) {
      read = read(filled);
      filled += Math.max(0, read);
    }
    if (filled >= mark.length && Arrays.equals(buffer, 0, mark.length, mark, 0, mark.length)) {
      at = mark.length;
    }
  }

  /**
   * Goes to where a record begins.
   *
   * @param quoted whether the stream begins inside a quoted cell
   */
  void passRest(boolean quoted) throws IOException {
    boolean inside = quoted;
    for (int b = peek(); b != END; b = peek()) {
      at++;
      inside ^= b == '"';
      if (b == '\n') {
        line++;
        if (!inside) {
          return;
        }
      }
    }
  }

  /**
   * Reads the next record.
   *
   * @param end where in the file records begin that are not wanted
   * @return whether there was one
   */
  boolean next(long end) throws IOException {
    if (!passEmptyLines() || here() >= end) {
      return false;
    }
    length = 0;
    cells = 0;
    highBits = 0;
    long first = line;
    boolean more = true;
    while (more) {
      more = peek() == '"' ? quoted(first) : plain(first);
      if (cells == ends.length) {
        ends = Arrays.copyOf(ends, 2 * cells);
      }
      ends[cells++] = length;
    }
    requireText(first);
    return true;
  }

  /** Whether anything comes after them. */
  private boolean passEmptyLines() throws IOException {
    while (true) {
      int b = peek();
      if (b == '\r') {
        endLine();
      } else if (b == '\n') {
        at++;
        line++;
      } else {
        return b != END;
      }
    }
  }

  /** A CR, which an LF must follow. */
  private void endLine() throws IOException {
    at++;
    if (peek() != '\n') {
      throw fault.loneReturn(line);
    }
    at++;
    line++;
  }

  /** Whether another cell follows. */
  private boolean plain(long first) throws IOException {
    while (true) {
      int b = peek();
      if (b == separator || b == '\n' || b == '\r' || b == END) {
        return ended(b);
      }
      if (b == '"') {
        throw fault.loneQuote(line);
      }
      append(b, first);
      at++;
    }
  }

  /** Whether another cell follows. */
  private boolean quoted(long first) throws IOException {
    long opened = line;
    at++;
    while (true) {
      int b = peek();
      if (b == END) {
        throw fault.openQuote(opened);
      }
      at++;
      if (b == '"') {
        int next = peek();
        if (next != '"') {
          return ended(next);
        }
        at++;
      }
      append(b, first);
      line += b == '\n' ? 1 : 0;
    }
  }

  private boolean ended(int b) throws IOException {
    if (b == separator) {
      at++;
      return true;
    }
    if (b == '\r') {
      endLine();
    } else if (b == '\n') {
      at++;
      line++;
    } else if (b != END) {
      throw fault.afterQuote(line);
    }
    return false;
  }

  private void append(int b, long first) {
    if (b == 0) {
      throw fault.zero(line);
    }
    if (length == text.length) {
      if (length >= MOST_BYTES) {
        throw fault.tooLong(first, MOST_BYTES);
      }
      text = Arrays.copyOf(text, 2 * length);
    }
    text[length++] = (byte) b;
    highBits |= b;
  }

  /** Every cell, also one that is not asked for: a wrong character set is one of the whole file. */
  private void requireText(long first) {
    if (highBits < 0x80) {
      return;
    }
    for (int i = 0; i < cells; i++) {
      int from = i == 0 ? 0 : ends[i - 1];
      try {
        UTF_8.newDecoder().decode(ByteBuffer.wrap(text, from, ends[i] - from));
      } catch (CharacterCodingException e) {
        throw fault.encoding(first);
      }
    }
  }

  /** How many cells the record has. */
  int cells() {
    return cells;
  }

  String cell(int index) {
    int from = index == 0 ? 0 : ends[index - 1];
    return new String(text, from, ends[index] - from, highBits < 0x80 ? ISO_8859_1 : UTF_8);
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
