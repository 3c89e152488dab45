package dev.kindling.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.kindling.task.Key;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;

/** A file of CSV, mostly spoilt, with what it is to be read as. */
final class CsvMutant {
  private static final List<String> ENCODINGS =
      List.of(
          "UTF-8", "UTF-8", "UTF-8", "UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "Shift_JIS");

  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "plain",
          "\u00e9",
          "\u00e8",
          "na\u00efve",
          "\u8868 \u30bd",
          "\ud83d\udc24",
          "a\\b",
          "x;y",
          "t\tt",
          "\u00a0",
          "\ufeffmark",
          "1.5",
          "-0",
          "\u2003",
          "'q'");

  private static final List<String> QUOTED =
      List.of(
          "a,b",
          "say \"\"so\"\"",
          "two\nlines",
          "two\r\nlines",
          "\"\"",
          "",
          "\n",
          "\t",
          "cr\rcr",
          ",");

  /** In Latin-1, so that any bytes can be said. */
  private static final List<String> FRAGMENTS =
      List.of(
          "\"",
          "\"\"",
          "\"\"\"",
          "\n",
          "\r",
          "\r\n",
          "\n\n",
          ",",
          ",,",
          ";",
          "\t",
          "|",
          "\0",
          "\u00e9",
          "\u00e8",
          "\u00c3",
          "\u00c3\u00a9",
          "\u00ef\u00bb\u00bf",
          "\u00ff\u00fe",
          "\u00fe\u00ff",
          "\u0080",
          "\u00c0\u00af",
          "\u00ed\u00a0\u0080",
          "\\",
          "\\\"",
          "\"\\",
          "\",\"",
          "\"\n\"",
          " \"",
          "\" ",
          "x",
          "\u001a");

  private final byte[] bytes;
  private final CsvDialect dialect;

  private CsvMutant(byte[] bytes, CsvDialect dialect) {
    this.bytes = bytes;
    this.dialect = dialect;
  }

  byte[] bytes() {
    return bytes;
  }

  CsvDialect dialect() {
    return dialect;
  }

  static CsvMutant of(Key key) {
    char separator = ",,,;\t|".charAt((int) key.below(0, 6));
    String written = ENCODINGS.get((int) key.below(1, ENCODINGS.size()));
    // Some are read as what they are not.
    String read =
        key.below(2, 8) == 0 ? ENCODINGS.get((int) key.below(3, ENCODINGS.size())) : written;
    char parted = key.below(4, 12) == 0 ? ',' : separator;
    byte[] bytes = table(key.fold("table"), separator).getBytes(Charset.forName(written));
    int changes = (int) key.below(5, 4);
    for (int i = 0; i < changes; i++) {
      bytes = changed(key.fold("change").fold(i), bytes);
    }
    return new CsvMutant(bytes, new CsvDialect(parted, read));
  }

  /** Columns u, c, e and y. */
  private static String table(Key key, char separator) {
    var text = new StringBuilder(key.below(0, 6) == 0 ? "\ufeff" : "");
    String end = key.below(1, 3) == 0 ? "\r\n" : "\n";
    text.append(String.join(String.valueOf(separator), "u", "c", "e", "y"));
    int rows = (int) key.below(2, 8);
    for (int row = 0; row < rows; row++) {
      text.append(end);
      for (int column = 0; column < 4; column++) {
        text.append(column == 0 ? "" : separator).append(cell(key.fold(row).fold(column)));
      }
    }
    return text.append(key.below(3, 3) == 0 ? "" : end).toString();
  }

  private static String cell(Key key) {
    return key.below(0, 3) == 0
        ? '"' + QUOTED.get((int) key.below(1, QUOTED.size())) + '"'
        : WORDS.get((int) key.below(2, WORDS.size()));
  }

  private static byte[] changed(Key key, byte[] bytes) {
    int from = (int) key.below(0, bytes.length + 1L);
    int to = Math.min(bytes.length, from + (int) key.below(1, 6));
    byte[] fragment = FRAGMENTS.get((int) key.below(2, FRAGMENTS.size())).getBytes(ISO_8859_1);
    return switch ((int) key.below(3, 6)) {
      case 0 -> joined(bytes, from, fragment, to);
      case 1 -> Arrays.copyOf(bytes, from);
      case 2 -> joined(bytes, from, new byte[0], to);
      case 3 -> joined(bytes, to, Arrays.copyOfRange(bytes, from, to), to);
      default -> joined(bytes, from, fragment, from);
    };
  }

  private static byte[] joined(byte[] bytes, int end, byte[] middle, int start) {
    var all = new ByteArrayOutputStream();
    all.write(bytes, 0, end);
    all.writeBytes(middle);
    all.write(bytes, start, bytes.length - start);
    return all.toByteArray();
  }
}
