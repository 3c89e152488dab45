package dev.kindling.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.kindling.cluster.TableSession;
import dev.kindling.fault.Fault;
import dev.kindling.store.Manifest;
import dev.kindling.store.StoreWriter;
import dev.kindling.store.StoredTask;
import dev.kindling.task.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TableImportTest {
  @TempDir private static Path directory;
  private static TableSession session;
  private static Path skewed;

  @TempDir private Path here;

  @BeforeAll
  static void connect() throws IOException {
    session = TableSession.connect(Optional.of("local[2]"));
    skewed = Tables.skewed(directory.resolve("skewed.csv"));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private String store() {
    return here.resolve("store").toUri().toString();
  }

  @Test
  void aTaskHoldsItsRowsInTheOrderOfTime() throws IOException {
    Path table =
        Tables.csv(
            here.resolve("t.csv"),
            "t,u,y,c,b,a,unused",
            "30,x,3,red,,1.5,z",
            "10,x,1,blue,7,-0.0,z",
            "20,x,2,,8,NA,z",
            "1,single,1,red,1,1,z");
    Manifest manifest = Tables.importing(session, table, store(), Tables.shape());
    StoredTask task = Tables.task(store(), "x");
    assertThat(task.time()).containsExactly(10, 20, 30);
    assertThat(task.target()).containsExactly(1, 2, 3);
    assertThat(Arrays.deepToString(task.numeric()))
        .isEqualTo("[[0.0, 7.0], [NaN, 8.0], [1.5, NaN]]");
    assertThat(task.categorical()).isDeepEqualTo(new int[][] {{1}, {0}, {2}});
    assertThat(manifest.provenance()).containsEntry("codes of c", "[\"blue\",\"red\"]");
    assertThat(manifest.report())
        .contains(
            entry("rows seen", 4L),
            entry("tasks seen", 2L),
            entry("examples seen", 4L),
            entry("tasks dropped for fewer than 2 examples", 1L),
            entry("examples dropped with their tasks", 1L),
            entry("values missing in a", 1L),
            entry("values missing in c", 1L));
  }

  @Test
  void rowsThatAreNoExamplesAreDroppedAndCounted() throws IOException {
    Path table =
        Tables.csv(
            here.resolve("t.csv"),
            "u,a,b,c,y,t",
            "x,1,1,r,1,2024-01-02T03:04:05Z",
            "x,1,1,r,2,1970-01-01 00:00:01",
            ",1,1,r,1,1",
            "  ,1,1,r,1,2",
            "x,1,1,r,,1",
            "x,1,1,r,NaN,1",
            "x,1,1,r,1,",
            "x,1e39,1,r,1,1",
            "x,1,1,r,inf,1",
            "x,1,1,r,1",
            "x,1,1,r,1,1,1,1");
    Manifest manifest = Tables.importing(session, table, store(), Tables.shape());
    assertThat(Tables.task(store(), "x").time()).containsExactly(1_000_000, 1_704_164_645_000_000L);
    assertThat(manifest.report())
        .containsOnly(
            entry("rows seen", 11L),
            entry("tasks seen", 1L),
            entry("examples seen", 2L),
            entry("rows dropped without u", 2L),
            entry("rows dropped without y", 2L),
            entry("rows dropped without t", 1L),
            entry("rows dropped for a number beyond f32", 2L),
            entry("rows dropped for another number of cells than columns", 2L));
  }

  @Test
  void aTaskOfTooManyRowsKeepsItsLatest() {
    Manifest manifest = Tables.importing(session, skewed, store(), Tables.shape());
    StoredTask many = Tables.task(store(), "many");
    assertThat(many.examples()).isEqualTo(50);
    assertThat(many.time()).isSorted().startsWith(780).endsWith(799);
    assertThat(manifest.report())
        .contains(
            entry("rows seen", 4000L),
            entry("examples seen", 4000L),
            entry("tasks seen", 201L),
            entry("tasks cut to 50 examples", 1L),
            entry("examples cut off", 1950L));
  }

  @Test
  void statisticsAreOfTheTrainingSplitOnly() {
    Manifest manifest = Tables.importing(session, skewed, store(), Tables.shape());
    long trained = manifest.count(Split.TRAIN).examples();
    assertThat(trained).isBetween(1L, 2049L);
    assertThat(manifest.statistics())
        .extracting(column -> column.count() + column.missing())
        .containsOnly(trained);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 7", "3, 2", "40, 5"})
  void neitherBucketsNorPartitionsChangeTheTasks(int buckets, int partitions) throws IOException {
    String other = here.resolve("other").toUri().toString();
    long bytes = Files.size(skewed) / buckets;
    Tables.importing(
        new TableImport(session, bytes, partitions),
        TableFormat.CSV,
        skewed,
        store(),
        Tables.shape());
    Tables.importing(
        new TableImport(session, Files.size(skewed) / 11, 3),
        TableFormat.CSV,
        skewed,
        other,
        Tables.shape());
    assertThat(Tables.records(store())).hasSize(201).isEqualTo(Tables.records(other));
  }

  @Test
  void filesAndPartitionsChangeNoBitOfWhatIsDrawn() throws IOException {
    String other = here.resolve("other").toUri().toString();
    long bytes = Files.size(skewed) / 11;
    Manifest one =
        Tables.importing(
            new TableImport(session, bytes, 1), TableFormat.CSV, skewed, store(), Tables.shape());
    session.sql().conf().set("spark.sql.files.maxPartitionBytes", "20000");
    Manifest two =
        Tables.importing(
            new TableImport(session, bytes, 5), TableFormat.CSV, skewed, other, Tables.shape());
    session.sql().conf().unset("spark.sql.files.maxPartitionBytes");
    assertThat(two.statistics()).isEqualTo(one.statistics());
    assertThat(two.report()).isEqualTo(one.report());
    assertThat(Tables.drawn(other, 40)).isEqualTo(Tables.drawn(store(), 40));
  }

  @ParameterizedTest
  @EnumSource(
      value = TableFormat.class,
      names = {"PARQUET", "ORC", "AVRO"})
  void everyFormatGivesTheTasksOfTheCsv(TableFormat format) {
    Path table = here.resolve("table");
    session
        .sql()
        .read()
        .option("header", true)
        .schema("u string, a double, b int, c string, y double, t bigint")
        .csv(skewed.toString())
        .repartition(3)
        .write()
        .mode(SaveMode.ErrorIfExists)
        .format(format.reader())
        .save(table.toString());
    String other = here.resolve("other").toUri().toString();
    Tables.importing(session, skewed, store(), Tables.shape());
    Tables.importing(new TableImport(session), format, table, other, Tables.shape());
    assertThat(Tables.records(other)).isEqualTo(Tables.records(store()));
    assertThat(Tables.drawn(other, 10)).isEqualTo(Tables.drawn(store(), 10));
  }

  @Test
  void moreIsAppendedWithTheCodesThatAreThere() throws IOException {
    Manifest first = Tables.importing(session, skewed, store(), Tables.shape());
    Path day = Tables.csv(here.resolve("day.csv"), "u,a,b,c,y,t", "n,1,1,w1,1,1", "n,1,1,new,1,2");
    Manifest second =
        new TableImport(session)
            .run(
                day.toString(),
                TableFormat.CSV,
                Tables.shape(),
                Optional.of(Tables.appending(first, KnownKeys.MERGE)),
                contents -> StoreWriter.append(store(), contents, Tables.HADOOP),
                Map.of());
    assertThat(second.version()).isEqualTo(2);
    assertThat(StoredCodes.of(second)).isEqualTo(StoredCodes.of(first));
    assertThat(second.report())
        .contains(entry("tasks seen", 202L), entry("values without a code in c", 1L));
  }

  @Test
  void columnsOfTooManyValuesAreRefused() {
    TableShape few = new TableShape("u", List.of("a"), List.of("c"), "y", 0, "", 2, 50, 12);
    assertFault(
        Fault.Kind.DATA,
        "column c must have at most 12 different values to become codes but has more; leave it out,"
            + " merge rare values, or raise --most-codes",
        () -> Tables.importing(session, skewed, store(), few));
  }

  @Test
  void textAmongNumbersIsRefused() throws IOException {
    Path table = Tables.csv(here.resolve("t.csv"), "u,a,b,c,y,t", "x,1,1,r,1,1", "x,many,1,r,1,2");
    assertFault(
        Fault.Kind.DATA,
        "numbers are expected but in a row of task x a is many; correct the table, leave the column"
            + " out, or give --classes named for a target of names",
        () -> Tables.importing(session, table, store(), Tables.shape()));
    assertThat(here.resolve("store/versions")).doesNotExist();
  }

  @Test
  void targetsThatAreNoClassesAreRefused() throws IOException {
    Path table = Tables.csv(here.resolve("t.csv"), "u,a,y", "x,1,0", "x,1,3");
    TableShape classes = new TableShape("u", List.of("a"), List.of(), "y", 3, "", 2, 50, 12);
    assertThatThrownBy(() -> Tables.importing(session, table, store(), classes))
        .isInstanceOf(Fault.class)
        .hasMessageMatching(
            "task x cannot be stored: example [01] has the target 3.0; correct or drop it");
  }

  @Test
  void aTableWithoutTasksIsRefused() throws IOException {
    Path table = Tables.csv(here.resolve("t.csv"), "u,a,b,c,y,t", "x,1,1,r,1,1");
    assertThatThrownBy(() -> Tables.importing(session, table, store(), Tables.shape()))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("would be empty")
        .hasMessageContaining("tasks dropped for fewer than 2 examples=1");
  }

  @Test
  void columnsOfTheWrongTypeAreRefused() {
    Path table = here.resolve("table.parquet");
    session.sql().sql("select 'x' as u, 'one' as a, 1d as y").write().parquet(table.toString());
    TableShape shape = new TableShape("u", List.of("a"), List.of(), "y", 0, "", 2, 50, 12);
    assertFault(
        Fault.Kind.USAGE,
        "column a of %s must hold numbers but is of type string; name it with --categorical or convert it"
            .formatted(table),
        () ->
            Tables.importing(new TableImport(session), TableFormat.PARQUET, table, store(), shape));
  }

  @ParameterizedTest
  @EnumSource(
      value = TableFormat.class,
      names = {"PARQUET", "ORC", "AVRO"})
  void filesOfAnotherFormatAreRefused(TableFormat format) throws IOException {
    Path table = here.resolve("table");
    Files.createDirectory(table);
    Files.copy(skewed, table.resolve("part." + format.reader()));
    assertThatThrownBy(
            () ->
                Tables.importing(new TableImport(session), format, table, store(), Tables.shape()))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "a %s table is expected but %s cannot be read as one: "
                .formatted(format.reader(), table))
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Path table = here.resolve("table");
    session
        .sql()
        .range(0, 100_000, 1, 1)
        .selectExpr("cast(id % 100 as string) as u", "rand(1) as a", "rand(2) as y")
        .write()
        .parquet(table.toString());
    try (Stream<Path> files = Files.list(table)) {
      Path file =
          files.filter(one -> one.toString().endsWith(".parquet")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      Arrays.fill(bytes, 0, bytes.length / 2, (byte) 0);
      Files.write(file, bytes);
      Files.deleteIfExists(table.resolve("." + file.getFileName() + ".crc"));
    }
    TableShape shape = new TableShape("u", List.of("a"), List.of(), "y", 0, "", 2, 50, 12);
    assertThatThrownBy(
            () ->
                Tables.importing(
                    new TableImport(session), TableFormat.PARQUET, table, store(), shape))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("cannot be read as one")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.DATA);
  }

  private static void assertFault(Fault.Kind kind, String sentence, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(Fault.class)
        .hasMessage(sentence)
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(kind);
  }
}
