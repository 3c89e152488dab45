package dev.kindling.table;

import dev.kindling.fault.Require;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/**
 * How text becomes cells: as RFC 4180 has it, with a separator and a character set of one's choice.
 *
 * @param separator of cells, one character of ASCII
 * @param encoding a character set's name
 */
public record CsvDialect(char separator, String encoding) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final char MOST = 0x7F;

  public CsvDialect {
    if (separator == '"' || separator == '\r' || separator == '\n' || separator == 0) {
      throw new IllegalArgumentException(
          "separator must not be a quote, the end of a line or NUL but is one");
    }
    if (separator > MOST) {
      throw new IllegalArgumentException(
          "separator must be a character of ASCII but is " + separator);
    }
    requireKnown(Require.notBlank("encoding", encoding));
  }

  private static void requireKnown(String encoding) {
    try {
      Charset.forName(encoding);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          "encoding must name a character set that this Java has, as UTF-8, ISO-8859-1 or UTF-16,"
              + " but is "
              + encoding,
          e);
    }
  }

  /** Commas, and UTF-8. */
  public static CsvDialect standard() {
    return new CsvDialect(',', StandardCharsets.UTF_8.name());
  }

  /**
   * Of options.
   *
   * @param separator a character, or tab
   */
  public static CsvDialect of(String separator, String encoding) {
    String one = separator.equals("tab") ? "\t" : separator;
    if (one.length() != 1) {
      throw new IllegalArgumentException(
          "separator must be one character, or tab, but is " + separator);
    }
    return new CsvDialect(one.charAt(0), encoding);
  }

  Charset charset() {
    return Charset.forName(encoding);
  }

  /** Whether separators, quotes and ends of lines can be told without decoding. */
  boolean isUtf8() {
    return charset().equals(StandardCharsets.UTF_8);
  }
}
