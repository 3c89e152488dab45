package dev.kindling.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.cluster.TableSession;
import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.store.Store;
import dev.kindling.store.StoreCheck;
import dev.kindling.task.Key;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged tables end in a sentence or in a store that is whole, never otherwise. */
class TableFuzzTest {

  /** Of each format. */
  private static final int CASES = 100 * Integer.getInteger("kindling.test.mutants", 1);

  private static final int ROWS = 60;

  /** Neither the least nor the greatest of its column, so that no statistics hold it. */
  private static final String WORD = "middlemost";

  @TempDir private static Path directory;
  private static TableSession session;
  private static byte[] csv;
  private static byte[] parquet;

  private final long seed = Long.getLong("kindling.test.seed", System.nanoTime());
  private int imported;
  private int refused;

  @BeforeAll
  static void twoSmallTables() throws IOException {
    session = TableSession.connect(Optional.of("local[1]"));
    Map.of("spark.sql.shuffle.partitions", "1", "spark.sql.adaptive.enabled", "false")
        .forEach(session.sql().conf()::set);
    List<String> lines = new ArrayList<>(List.of("u,a,b,c,y,t"));
    for (int i = 0; i < ROWS; i++) {
      String word = i == ROWS / 2 ? WORD : i % 2 == 0 ? "a word" : "zebra";
      lines.add("user%d,%d.5,%d,%s,%d,%d".formatted(i % 6, i, i * i, word, i % 4, i));
    }
    csv = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    Path text = Files.write(directory.resolve("table.csv"), csv);
    Path folder = directory.resolve("table");
    session
        .sql()
        .read()
        .option("header", true)
        .schema("u string, a double, b int, c string, y double, t bigint")
        .csv(text.toString())
        .coalesce(1)
        .write()
        .option("compression", "none")
        .parquet(folder.toString());
    try (Stream<Path> files = Files.list(folder)) {
      parquet =
          Files.readAllBytes(
              files.filter(one -> one.toString().endsWith(".parquet")).findFirst().orElseThrow());
    }
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @BeforeEach
  void sayTheSeed() {
    System.out.println("TableFuzzTest: seed " + seed);
  }

  @Test
  void aDamagedCsvIsRefusedOrImportedWhole() throws IOException {
    fuzz(TableFormat.CSV, csv);
  }

  @Test
  void aDamagedParquetIsRefusedOrImportedWhole() throws IOException {
    fuzz(TableFormat.PARQUET, parquet);
  }

  private void fuzz(TableFormat format, byte[] whole) throws IOException {
    importing(format, whole, "whole-" + format.reader());
    assertThat(imported).isOne();
    for (int i = 0; i < CASES; i++) {
      Key key = Key.of(seed).fold(format.reader()).fold(i);
      String name = format.reader() + i;
      switch (i % 6) {
        case 0 -> importing(format, random(key), name);
        case 1 -> importing(format, cut(key, whole), name);
        default -> importing(format, flipped(key, whole), name);
      }
    }
    System.out.printf("%s: %d imported, %d refused%n", format, imported, refused);
    assertThat(imported).isGreaterThan(1);
    assertThat(refused).isGreaterThan(CASES / 10);
  }

  private void importing(TableFormat format, byte[] bytes, String name) throws IOException {
    Path table = Files.write(directory.resolve(name + "." + format.reader()), bytes);
    String store = directory.resolve("store-" + name).toUri().toString();
    try {
      Tables.importing(new TableImport(session), format, table, store, Tables.shape());
      assertWhole(store);
      imported++;
    } catch (Fault fault) {
      assertThat(fault.getMessage()).as("%s, seed %d", name, seed).hasLineCount(1);
      assertThat(fault.kind()).isNotEqualTo(Fault.Kind.CLUSTER);
      refused++;
    } catch (IllegalStateException bug) {
      throw new AssertionError("%s, seed %d".formatted(name, seed), bug);
    }
    Files.delete(table);
  }

  private static void assertWhole(String uri) {
    try (BlockCache cache = new BlockCache(1 << 20);
        Store store = Store.open(uri, 1, Tables.HADOOP, cache)) {
      assertThat(StoreCheck.of(store).problems()).isEmpty();
    }
  }

  private static byte[] flipped(Key key, byte[] whole) {
    byte[] changed = whole.clone();
    changed[(int) key.below(0, whole.length)] ^= (byte) (1 + key.below(1, 255));
    return changed;
  }

  private static byte[] cut(Key key, byte[] whole) {
    return Arrays.copyOf(whole, (int) key.below(0, whole.length));
  }

  private static byte[] random(Key key) {
    byte[] bytes = new byte[(int) key.below(0, 500)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) key.below(i + 1L, 256);
    }
    return bytes;
  }

  @Test
  void anyFlippedByteOfAValueInAPageIsNoticed() throws IOException {
    String latin = new String(parquet, StandardCharsets.ISO_8859_1);
    int start = latin.indexOf(WORD);
    assertThat(latin.lastIndexOf(WORD)).isEqualTo(start).isPositive();
    for (int i = 0; i < WORD.length(); i++) {
      byte[] changed = parquet.clone();
      changed[start + i] ^= 1;
      Path table = Files.write(directory.resolve("flipped" + i), changed);
      String store = directory.resolve("store-flipped").toUri().toString();
      assertThatThrownBy(
              () ->
                  Tables.importing(
                      new TableImport(session), TableFormat.PARQUET, table, store, Tables.shape()))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("CRC checksum verification failed")
          .extracting(fault -> ((Fault) fault).kind())
          .isEqualTo(Fault.Kind.DATA);
    }
  }
}
