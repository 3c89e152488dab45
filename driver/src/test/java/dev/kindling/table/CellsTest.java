package dev.kindling.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.cluster.TableSession;
import dev.kindling.fault.Fault;
import dev.kindling.form.TableForm;
import dev.kindling.form.TableReading;
import dev.kindling.form.Unseen;
import dev.kindling.store.Manifest;
import dev.kindling.store.OpenStores;
import dev.kindling.store.Repeats;
import dev.kindling.store.StoreWriter;
import dev.kindling.store.StoredTask;
import dev.kindling.task.Key;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.TaskSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/guides/tables.md says of cells. */
class CellsTest {
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

  @AfterEach
  void closeStores() {
    new OpenStores().close();
  }

  private String store() {
    return here.resolve("store").toUri().toString();
  }

  private static TableShape shape(String target) {
    return new TableShape("u", List.of("a"), List.of("c"), target, 0, "t", 2, 50, 100);
  }

  /** One task of rows with these cells in column a, c or y, and a row that makes it two. */
  private Manifest importing(String column, String... cells) throws IOException {
    List<String> lines = new ArrayList<>(List.of("u,a,c,y,t", "x,1,red,1,-1", "x,1,red,1,-2"));
    for (int i = 0; i < cells.length; i++) {
      lines.add(
          switch (column) {
            case "a" -> "x,%s,red,1,%d".formatted(cells[i], i);
            case "c" -> "x,1,%s,1,%d".formatted(cells[i], i);
            default -> "x,1,red,%s,%d".formatted(cells[i], i);
          });
    }
    Path table = Tables.csv(here.resolve("t.csv"), lines.toArray(String[]::new));
    return Tables.importing(session, table, store(), shape("y"));
  }

  private float[] numbers() {
    StoredTask task = Tables.task(store(), "x");
    float[] numbers = new float[task.examples() - 2];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = task.numeric()[i + 2][0];
    }
    return numbers;
  }

  @Test
  void aCellWithoutANumberIsMissing() throws IOException {
    Manifest manifest =
        importing("a", "", " ", "NA", "n/a", "N/A", "NaN", "nan", "null", "NULL", "None", "7");
    assertThat(numbers()).hasSize(11).endsWith(7);
    assertThat(numbers()).contains(Float.NaN).doesNotContain(0, 1);
    assertThat(manifest.report()).containsEntry("values missing in a", 10L);
  }

  @Test
  void numbersAreReadAsTheyAreUsuallyWritten() throws IOException {
    importing("a", " 7 ", "-1.5e3", "+2", ".5", "1e-50", "-0");
    assertThat(numbers()).containsExactly(7, -1500, 2, .5f, 0, 0);
  }

  @Test
  void aRowWithANumberBeyondF32IsDropped() throws IOException {
    Manifest manifest = importing("a", "Infinity", "-Infinity", "inf", "1e39", "7");
    assertThat(numbers()).containsExactly(7);
    assertThat(manifest.report()).containsEntry("rows dropped for a number beyond f32", 4L);
  }

  @Test
  void inParquetNullAndNanAreMissingAndBooleansAreNumbers() {
    Path table = here.resolve("table");
    session
        .sql()
        .sql(
            "select 'x' as u, cast(a as double) as a, b, 'red' as c, 1 as y, t from values"
                + " ('7', true, 0), (null, false, 1), ('NaN', true, 2), ('Infinity', true, 3)"
                + " as cells(a, b, t)")
        .write()
        .parquet(table.toString());
    var shape = new TableShape("u", List.of("a", "b"), List.of("c"), "y", 0, "t", 2, 50, 100);
    Manifest manifest =
        Tables.importing(new TableImport(session), TableFormat.PARQUET, table, store(), shape);
    assertThat(Arrays.deepToString(Tables.task(store(), "x").numeric()))
        .isEqualTo("[[7.0, 1.0], [NaN, 0.0], [NaN, 1.0]]");
    assertThat(manifest.report())
        .containsEntry("rows dropped for a number beyond f32", 1L)
        .containsEntry("values missing in a", 2L);
  }

  @Test
  void aRowWithoutATargetIsDropped() throws IOException {
    Manifest manifest = importing("y", "", "n/a", "NaN", "Infinity", "7");
    assertThat(Tables.task(store(), "x").target()).containsExactly(1, 1, 7);
    assertThat(manifest.report())
        .containsEntry("rows dropped without y", 3L)
        .containsEntry("rows dropped for a number beyond f32", 1L);
  }

  @Test
  void anythingElseWhereANumberShouldBeEndsTheImport() {
    for (String cell : List.of("one", "true", "12f", "0x10")) {
      assertThatThrownBy(() -> importing("a", cell))
          .as(cell)
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.DATA))
          .hasMessageContaining("in a row of task x a is " + cell);
    }
  }

  @Test
  void categoriesAreAsTheyAreWrittenAndOnlyBlankOnesAreMissing() throws IOException {
    Manifest manifest = importing("c", "", "  ", "n/a", "Red", " red", "NaN", "7");
    assertThat(Tables.task(store(), "x").categorical())
        .isDeepEqualTo(new int[][] {{6}, {6}, {0}, {0}, {5}, {4}, {1}, {3}, {2}});
    assertThat(manifest.report()).containsEntry("values missing in c", 2L);
    assertThat(manifest.provenance())
        .containsEntry("codes of c", "[\" red\",\"7\",\"NaN\",\"Red\",\"n/a\",\"red\"]");
  }

  private TableReading reading() {
    var settings = new StoredSettings(store(), 1, 5, 5, Scaling.NONE, 0, 1);
    return ((TableForm) settings.open(Split.TRAIN).form()).reading(Unseen.REFUSED);
  }

  /** A model's rows are read where there is no Spark. */
  @Test
  void aModelTakesNumbersAsTheImportDid() throws IOException {
    String[] cells = {
      "", " ", "NA", "nan", "None", " 7 ", "-1.5e3", "+2", ".5", "1e-50", "-0", "0x1p3", "16777217"
    };
    importing("a", cells);
    float[] stored = numbers();
    TableReading reading = reading();
    for (int i = 0; i < cells.length; i++) {
      assertThat(Float.floatToIntBits(reading.number(0, cells[i])))
          .as(cells[i])
          .isEqualTo(Float.floatToIntBits(stored[i]));
    }
    for (String cell : List.of("one", "true", "12f", "0x10", "inf", "1e39")) {
      assertThatThrownBy(() -> reading.number(0, cell))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("is expected in a but it is " + cell);
    }
  }

  @Test
  void aModelTakesCategoriesAsTheImportDid() throws IOException {
    String[] cells = {"", "  ", "n/a", "Red", " red", "NaN", "7"};
    importing("c", cells);
    int[][] stored = Tables.task(store(), "x").categorical();
    TableReading reading = reading();
    for (int i = 0; i < cells.length; i++) {
      assertThat(reading.code(0, cells[i])).as(cells[i]).isEqualTo(stored[i + 2][0]);
    }
    assertThat(reading.code(0, 7)).isEqualTo(reading.code(0, "7"));
  }

  /** Whatever an append makes of categories that were not there. */
  @Test
  void everyCodeOfEveryVersionIsAmongThoseThatItsShapeTells() throws IOException {
    List<String> first = new ArrayList<>(List.of("u,a,c,y,t"));
    List<String> second = new ArrayList<>(first);
    for (int i = 0; i < 40; i++) {
      first.add("u%d,1,%s,1,%d".formatted(i / 4, List.of("red", "blue", "").get(i % 3), i));
      second.add("v%d,1,%s,1,%d".formatted(i / 4, List.of("red", "green", "").get(i % 3), i));
    }
    Path day = Tables.csv(here.resolve("one.csv"), first.toArray(String[]::new));
    Manifest before = Tables.importing(session, day, store(), shape("y"));
    new TableImport(session)
        .run(
            new TableSource(
                Tables.csv(here.resolve("two.csv"), second.toArray(String[]::new)).toString(),
                TableFormat.CSV,
                CsvDialect.standard()),
            shape("y"),
            Optional.of(new Appending(StoredCodes.of(before), KnownKeys.MERGE, Repeats.REFUSE)),
            contents -> StoreWriter.append(store(), contents, Tables.HADOOP),
            Map.of());
    assertThat(greatestCode(1)).isEqualTo(2);
    greatestCode(2);
  }

  private int greatestCode(int version) {
    TaskSource source =
        new StoredSettings(store(), version, 4, 4, Scaling.STANDARD, 0, 1).open(Split.TRAIN);
    int codes = source.shape().coded().get(0).codes();
    int greatest = 0;
    for (int i = 0; i < 100; i++) {
      float[] features = source.sample(Key.of(i)).support().features().floats();
      for (int at = 1; at < features.length; at += 2) {
        assertThat(features[at]).isBetween(0f, codes - 1f).isEqualTo((int) features[at]);
        greatest = Math.max(greatest, (int) features[at]);
      }
    }
    return greatest;
  }
}
