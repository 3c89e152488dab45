package dev.kindling.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.cluster.TableSession;
import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.store.Manifest;
import dev.kindling.store.Store;
import dev.kindling.store.StoredTask;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of CSV with spoilt encodings, quotes, ends of lines, marks and separators: each gives
 * exactly the rows that {@link StrictCsv} sees, or a sentence.
 */
class CsvFuzzTest {

  private static final int MUTANTS = 400 * Integer.getInteger("kindling.test.mutants", 1);

  private static final CompressionCodecFactory CODECS = new CompressionCodecFactory(Tables.HADOOP);

  private static final int FILES_OF_A_TABLE = 150;
  private static final List<String> NAMES = List.of("u", "c", "e", "y");

  @TempDir private static Path directory;
  private static TableSession session;

  private final long seed = Long.getLong("kindling.test.seed", System.nanoTime());

  @BeforeAll
  static void connect() {
    session = TableSession.connect(Optional.of("local[2]"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @BeforeEach
  void sayTheSeed() {
    System.out.println("CsvFuzzTest: seed " + seed);
  }

  /** What reading gives: rows, or the sentence that it ends with. */
  private record Outcome(List<List<String>> rows, String refusal) {
    boolean isRefused() {
      return refusal != null;
    }
  }

  @Test
  void everyMutantGivesItsRowsOrASentence() throws IOException {
    int refused = 0;
    for (int i = 0; i < MUTANTS; i++) {
      Key key = Key.of(seed).fold(i);
      CsvMutant mutant = CsvMutant.of(key);
      Path file = Files.write(directory.resolve("mutant.csv"), mutant.bytes());
      Outcome expected = expected(mutant);
      String name =
          "mutant %d of seed %d, %s, %s"
              .formatted(i, seed, mutant.dialect(), Arrays.toString(mutant.bytes()));
      for (long stretch : new long[] {Long.MAX_VALUE / 2, 20 + key.below(9, 100)}) {
        Outcome seen = read(file, mutant.dialect(), stretch);
        assertThat(seen.isRefused()).as(name + seen).isEqualTo(expected.isRefused());
        if (expected.isRefused()) {
          assertThat(seen.refusal()).as(name).hasLineCount(1).contains("mutant.csv");
        } else {
          assertThat(seen.rows()).as(name).isEqualTo(expected.rows());
        }
      }
      refused += expected.isRefused() ? 1 : 0;
    }
    System.out.printf("csv: %d mutants, %d refused%n", MUTANTS, refused);
    assertThat(refused).isBetween(MUTANTS / 5, MUTANTS * 4 / 5);
  }

  /** Empty cells are null, and so are all of a row of another number of cells. */
  private static Outcome expected(CsvMutant mutant) {
    CsvDialect dialect = mutant.dialect();
    Optional<List<List<String>>> records =
        StrictCsv.read(mutant.bytes(), dialect.separator(), dialect.charset());
    if (records.isEmpty() || isAmbiguous(records.get())) {
      return new Outcome(List.of(), "refused");
    }
    int names = records.get().isEmpty() ? 0 : records.get().get(0).size();
    List<List<String>> rows = new ArrayList<>();
    for (List<String> record : records.get().stream().skip(1).toList()) {
      boolean whole = record.size() == names;
      List<String> row = new ArrayList<>();
      for (int i = 0; i < names; i++) {
        row.add(whole && !record.get(i).isEmpty() ? record.get(i) : null);
      }
      row.add(whole ? null : "");
      rows.add(row);
    }
    return new Outcome(rows, null);
  }

  private static boolean isAmbiguous(List<List<String>> records) {
    List<String> names =
        records.stream().limit(1).flatMap(List::stream).filter(name -> !name.isBlank()).toList();
    return names.stream().distinct().count() < names.size();
  }

  /** As a job does it, stretch by stretch. */
  private static Outcome read(Path file, CsvDialect dialect, long stretch) throws IOException {
    var whole = new CsvChunk(file.toUri().toString(), 0, Files.size(file), false, 1, List.of());
    CsvHeader header;
    try {
      header = CsvTable.header(whole, dialect, Tables.HADOOP).orElse(null);
    } catch (Fault fault) {
      return new Outcome(List.of(), fault.getMessage());
    }
    if (header == null) {
      return new Outcome(List.of(), null);
    }
    List<CsvChunk> chunks = CsvTable.divided(whole, stretch, dialect, CODECS).toList();
    List<CsvChunk.Marks> marks = new ArrayList<>();
    for (CsvChunk chunk : chunks) {
      marks.add(chunk.marks(Tables.HADOOP));
    }
    int[] wanted = new int[header.names().size()];
    Arrays.setAll(wanted, i -> i);
    Iterator<Row> rows =
        new CsvRows(dialect, header, wanted).call(CsvTable.placed(chunks, marks).iterator());
    return outcome(rows, wanted.length);
  }

  private static Outcome outcome(Iterator<Row> rows, int columns) {
    List<List<String>> all = new ArrayList<>();
    String refusal = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      List<String> cells = new ArrayList<>();
      for (int i = 0; i <= columns; i++) {
        cells.add(row.getString(i));
      }
      if (row.getString(columns) != null && !row.getString(columns).isEmpty()) {
        refusal = refusal == null ? row.getString(columns) : refusal;
      }
      all.add(cells);
    }
    return new Outcome(all, refusal);
  }

  /** Those that are sound, as the files of one table, through the whole import. */
  @Test
  void soundMutantsBecomeTasksToTheLetter() throws IOException {
    Path table = Files.createDirectory(directory.resolve("table"));
    Map<String, List<String>> byKey = new TreeMap<>();
    long other = 0;
    int files = 0;
    for (int i = 0; files < FILES_OF_A_TABLE; i++) {
      CsvMutant mutant = CsvMutant.of(Key.of(seed).fold("table").fold(i));
      List<List<String>> records =
          StrictCsv.read(mutant.bytes(), ',', mutant.dialect().charset()).orElse(List.of());
      boolean standard = mutant.dialect().equals(CsvDialect.standard());
      if (!standard || records.isEmpty() || !records.get(0).equals(NAMES)) {
        continue;
      }
      Files.write(table.resolve("%04d.csv".formatted(files++)), mutant.bytes());
      for (List<String> record : records.subList(1, records.size())) {
        if (record.size() != NAMES.size()) {
          other++;
        } else if (!record.get(0).isBlank() && !record.get(3).isBlank()) {
          String row = shown(record.get(1)) + "|" + shown(record.get(2)) + "|" + record.get(3);
          byKey.computeIfAbsent(record.get(0), key -> new ArrayList<>()).add(row);
        }
      }
    }
    byKey.values().removeIf(rows -> rows.size() < 2);
    byKey.values().forEach(rows -> rows.sort(null));
    String store = directory.resolve("store").toUri().toString();
    TableShape shape =
        new TableShape("u", List.of(), List.of("c", "e"), "y", 0, true, "", 2, 10_000, 1000);

    Manifest manifest = Tables.importing(session, table, store, shape);

    assertThat(stored(store, manifest)).as("seed %d", seed).isEqualTo(byKey);
    assertThat(
            manifest
                .report()
                .getOrDefault("rows dropped for another number of cells than columns", 0L))
        .isEqualTo(other);
  }

  private static String shown(String cell) {
    return cell.isBlank() ? "" : cell;
  }

  private static Map<String, List<String>> stored(String uri, Manifest manifest) {
    List<Codes> codes = StoredCodes.of(manifest);
    Map<String, List<String>> all = new TreeMap<>();
    try (BlockCache cache = new BlockCache(1 << 20);
        Store store = Store.open(uri, 1, Tables.HADOOP, cache)) {
      for (Split split : Split.values()) {
        for (long i = 0; i < store.size(split); i++) {
          StoredTask task = store.task(split, i);
          assertThat(all.put(task.name(), rows(task, codes))).isNull();
        }
      }
    }
    return all;
  }

  private static List<String> rows(StoredTask task, List<Codes> codes) {
    return Stream.iterate(0, i -> i + 1)
        .limit(task.examples())
        .map(
            i ->
                word(codes.get(0), task.categorical()[i][0])
                    + "|"
                    + word(codes.get(1), task.categorical()[i][1])
                    + "|"
                    + word(codes.get(2), (int) task.target()[i] + 1))
        .sorted()
        .toList();
  }

  private static String word(Codes codes, int code) {
    return code == 0 ? "" : codes.values().get(code - 1);
  }
}
