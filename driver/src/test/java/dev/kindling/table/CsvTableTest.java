package dev.kindling.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.cluster.TableSession;
import dev.kindling.fault.Fault;
import dev.kindling.store.Fractions;
import dev.kindling.store.Manifest;
import dev.kindling.store.StoreWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What CSV may hold, and what it is refused for. */
class CsvTableTest {
  private static TableSession session;

  @TempDir private Path here;

  @BeforeAll
  static void connect() {
    session = TableSession.connect(Optional.of("local[2]"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static TableShape shape() {
    return new TableShape("u", List.of("a"), List.of(), "y", 0, "", 2, 50, 100);
  }

  private Manifest importing(Path table, CsvDialect dialect) {
    return new TableImport(session)
        .run(
            new TableSource(table.toString(), TableFormat.CSV, dialect),
            shape(),
            Optional.empty(),
            contents -> StoreWriter.create(store(), contents, Fractions.defaults(), Tables.HADOOP),
            Map.of());
  }

  private String store() {
    return here.resolve("store").toUri().toString();
  }

  private Path file(String text, Charset charset) throws IOException {
    return Files.write(here.resolve("t.csv"), text.getBytes(charset));
  }

  private List<String> keys() {
    return Tables.records(store()).stream()
        .map(record -> record.substring(record.indexOf(' ') + 1, record.indexOf("[[")))
        .sorted()
        .toList();
  }

  private void assertRefused(String text, Charset charset, String sentence) throws IOException {
    Path table = file(text, charset);
    assertThatThrownBy(() -> importing(table, CsvDialect.standard()))
        .isInstanceOf(Fault.class)
        .hasMessage(sentence.formatted(table.toUri().toString().replace("///", "/")))
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
    assertThat(here.resolve("store/versions")).doesNotExist();
  }

  private static final String LATIN = "u,a,y\nué,1,1\nuè,2,2\nué,3,3\nuè,4,4\n";

  @Test
  void keysOfAnotherEncodingAreRefusedOrReadInIt() throws IOException {
    assertRefused(
        LATIN,
        ISO_8859_1,
        "text in UTF-8 is expected but line 2 of %s has bytes that are none; convert the file, or"
            + " name its character set with --encoding, as ISO-8859-1 or UTF-16");
    importing(file(LATIN, ISO_8859_1), new CsvDialect(',', "ISO-8859-1"));
    assertThat(keys()).containsExactly("uè", "ué");
  }

  @Test
  void textOfSixteenBitsIsReadWhereItIsNamed() throws IOException {
    assertRefused(
        LATIN,
        UTF_16LE,
        "text is expected but line 1 of %s has a NUL; remove it, or give --encoding UTF-16 if that"
            + " is what the file is");
    importing(file("\uFEFF" + LATIN, UTF_16LE), new CsvDialect(',', "UTF-16"));
    assertThat(keys()).containsExactly("uè", "ué");
  }

  @Test
  void cellsOfSeveralLinesAreWhole() throws IOException {
    importing(
        file(
            "u,a,y\r\n\"one\nkey\",1,1\r\n\"say \"\"so\"\", please\",1,1\r\n\r\n\"one\nkey\",2,2\r\n"
                + "\"say \"\"so\"\", please\",1,\"1\"",
            UTF_8),
        CsvDialect.standard());
    assertThat(keys()).containsExactly("one\nkey", "say \"so\", please");
  }

  @Test
  void aMarkBeforeTheTextIsNoPartOfAName() throws IOException {
    importing(file("\uFEFFu,a,y\nx,1,1\nx,2,2\n", UTF_8), CsvDialect.standard());
    assertThat(keys()).containsExactly("x");
  }

  @Test
  void whatNoRuleCoversIsRefusedByLine() throws IOException {
    assertRefused(
        "u,a,y\nx,1,1\n5\" disk,1,1\n",
        UTF_8,
        "a quote inside a cell is expected to be doubled, and the cell to be quoted, but in line 3 of"
            + " %s one stands in a cell without quotes; quote the cell");
    assertRefused(
        "u,a,y\nx,1,1\n\"a \\\" b\",1,1\n",
        UTF_8,
        "a separator or the end of the line is expected after the closing quote in line 3 of %s but"
            + " the cell goes on; double the quotes within a cell, a backslash does not do");
    assertRefused(
        "u,a,y\nx,1,1\n\"x,1,1\nx,2,2\n",
        UTF_8,
        "a closing quote is expected for the cell that is opened in line 3 of %s but the file ends;"
            + " close it, or mend the quotes before it");
    assertRefused(
        "u,a,y\rx,1,1\rx,2,2\r",
        UTF_8,
        "lines are expected to end in LF or CRLF but line 1 of %s has a CR alone; convert the file,"
            + " or quote the cell");
    assertRefused(
        "u,a,y\nx,1,1\nx\0,2,2\n",
        UTF_8,
        "text is expected but line 3 of %s has a NUL; remove it, or give --encoding UTF-16 if that is"
            + " what the file is");
    assertRefused(
        "u,a,y,a\nx,1,1,1\n",
        UTF_8,
        "names of columns are expected to differ but %s has two of the name a; rename one");
    assertRefused(
        "\n\n", UTF_8, "a line of names is expected first in the files but all are empty");
  }

  @Test
  void otherSeparatorsAreNamed() throws IOException {
    Path table = file("u;a;y\nx;1;1\nx;2;2\n", UTF_8);
    assertThatThrownBy(() -> importing(table, CsvDialect.standard()))
        .isInstanceOf(Fault.class)
        .hasMessage(table + " has no column u but one of the name u;a;y; give --separator ';'");
    importing(table, CsvDialect.of(";", "UTF-8"));
    assertThat(keys()).containsExactly("x");
    assertThat(CsvDialect.of("tab", "UTF-8").separator()).isEqualTo('\t');
  }

  @ParameterizedTest
  @CsvSource({
    "'\"', separator must not be a quote",
    "é, separator must be a character of ASCII but is é",
    "ab, 'separator must be one character, or tab, but is ab'"
  })
  void separatorsThatCannotBeAreRefused(String separator, String sentence) {
    assertThatThrownBy(() -> CsvDialect.of(separator, "UTF-8")).hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latin-one", "?", "UTF 8"})
  void encodingsThatNobodyKnowsAreRefused(String encoding) {
    assertThatThrownBy(() -> CsvDialect.of(",", encoding))
        .hasMessage(
            "encoding must name a character set that this Java has, as UTF-8, ISO-8859-1 or UTF-16,"
                + " but is "
                + encoding);
  }

  @Test
  void filesOfOtherNamesAreNoneOfTheTable() throws IOException {
    Path table = Files.createDirectory(here.resolve("table"));
    Files.writeString(table.resolve("1.csv"), "u,a,y\nx,1,1\nx,2,2\n");
    Files.writeString(table.resolve("2.csv"), "");
    Files.writeString(table.resolve("3.csv"), "u,y,a\nx,1,1\n");
    assertThatThrownBy(() -> importing(table, CsvDialect.standard()))
        .isInstanceOf(Fault.class)
        .hasMessageMatching(
            "files of one table are expected to begin with the same names but .*/3.csv has"
                + " \\[u, y, a] where .*/1.csv has \\[u, a, y]; import them one by one, or correct the"
                + " names");
    Files.delete(table.resolve("3.csv"));
    importing(table, CsvDialect.standard());
    assertThat(keys()).containsExactly("x");
  }

  @Test
  void compressedFilesAndNamesOfFoldersAreRead() throws IOException {
    Path table = here.resolve("table");
    for (String key : List.of("x", "z")) {
      Path folder = Files.createDirectories(table.resolve("u=" + key));
      var bytes = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(bytes)) {
        out.write("a,y\n1,1\n2,2\n".getBytes(UTF_8));
      }
      Files.write(folder.resolve("part.csv.gz"), bytes.toByteArray());
    }
    importing(table, CsvDialect.standard());
    assertThat(keys()).containsExactly("x", "z");

    Path cut = table.resolve("u=x/part.csv.gz");
    Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), 12));
    assertThatThrownBy(() -> importing(table, CsvDialect.standard()))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("cannot be read as one: Unexpected end of input stream");
  }

  /** Any byte may be where a stretch begins; rows and lines are told as of one piece. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 31, 1 << 20})
  void stretchesChangeNothing(int bytes) throws IOException {
    session.sql().conf().set("spark.sql.files.maxPartitionBytes", String.valueOf(bytes));
    String rows = "x,1,1\r\n\"k \"\"\n\r\n\",2,2\n\n\"k \"\"\n\r\n\",\"3\",3\r\nx,4,4\n";
    try {
      assertRefused(
          "u,a,y\n" + rows + "x\",5,5\n",
          UTF_8,
          "a quote inside a cell is expected to be doubled, and the cell to be quoted, but in line 11"
              + " of %s one stands in a cell without quotes; quote the cell");
      importing(file("u,a,y\n" + rows, UTF_8), CsvDialect.standard());
    } finally {
      session.sql().conf().unset("spark.sql.files.maxPartitionBytes");
    }
    assertThat(keys()).containsExactly("k \"\n\r\n", "x");
  }
}
