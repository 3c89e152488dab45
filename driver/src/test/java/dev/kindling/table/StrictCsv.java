package dev.kindling.table;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CSV as RFC 4180 has it, of a whole file at once and by regular expressions: what the importer's
 * reader is held against.
 */
final class StrictCsv {
  private StrictCsv() {}

  /** The records of a file, or nothing if it must be refused. */
  static Optional<List<List<String>>> read(byte[] bytes, char separator, Charset charset) {
    String text;
    try {
      text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    return text.indexOf('\0') >= 0 ? Optional.empty() : records(text, separator);
  }

  private static Optional<List<List<String>>> records(String text, char separator) {
    String mark = Pattern.quote(String.valueOf(separator));
    Pattern cell =
        Pattern.compile(
            "(?:\"((?:[^\"]|\"\")*+)\"|([^\"\r\n"
                + "\\x%02x".formatted((int) separator)
                + "]*+))"
                + "("
                + mark
                + "|\r\n|\n|\\z)");
    Matcher cells = cell.matcher(text);
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    int at = 0;
    boolean begun = false;
    while (at < text.length() || begun) {
      if (!cells.find(at) || cells.start() != at) {
        return Optional.empty();
      }
      String quoted = cells.group(1);
      boolean empty = !begun && quoted == null && cells.group(2).isEmpty();
      begun = cells.group(3).equals(String.valueOf(separator));
      at = cells.end();
      if (empty && !begun) {
        continue;
      }
      record.add(quoted == null ? cells.group(2) : quoted.replace("\"\"", "\""));
      if (!begun) {
        records.add(record);
        record = new ArrayList<>();
      }
    }
    return Optional.of(records);
  }
}
