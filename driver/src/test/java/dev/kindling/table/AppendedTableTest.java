package dev.kindling.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.cluster.TableSession;
import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.store.ColumnStatistics;
import dev.kindling.store.KnownTasks;
import dev.kindling.store.Manifest;
import dev.kindling.store.Repeats;
import dev.kindling.store.Store;
import dev.kindling.store.StoreCheck;
import dev.kindling.store.StoreMaintenance;
import dev.kindling.store.StoredTask;
import dev.kindling.task.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that come in day after day. */
class AppendedTableTest {
  private static final int DAYS = 3;

  @TempDir private static Path directory;
  private static TableSession session;
  private static List<String> lines;

  @TempDir private Path here;
  private String store;

  @BeforeAll
  static void connect() throws IOException {
    session = TableSession.connect(Optional.of("local[2]"));
    lines = Files.readAllLines(Tables.skewed(directory.resolve("skewed.csv")));
  }

  @AfterAll
  static void close() {
    session.close();
  }

  @BeforeEach
  void aPlace() {
    store = here.resolve("store").toUri().toString();
  }

  private static TableShape untimed() {
    return new TableShape("u", List.of("a", "b"), List.of("c"), "y", 0, "", 2, 50, 100);
  }

  /** The rows of a day, drawn from all; every key and every word is in the first often enough. */
  private Path day(int day) throws IOException {
    List<String> rows = new ArrayList<>(lines.subList(0, 1));
    Key key = Key.of(8);
    for (int i = 1; i < lines.size(); i++) {
      if (day == (i <= 800 ? 0 : key.below(i, DAYS))) {
        rows.add(lines.get(i));
      }
    }
    return Files.write(here.resolve("day%d.csv".formatted(day)), rows);
  }

  private Path whole() throws IOException {
    return Files.write(here.resolve("whole.csv"), lines);
  }

  private Manifest append(Manifest before, Path table, TableShape shape, long bucketBytes) {
    Appending how = Tables.appending(before, KnownKeys.MERGE);
    return Tables.appending(new TableImport(session, bucketBytes, 3), table, store, shape, how);
  }

  private Manifest appendDays(TableShape shape, long bucketBytes) throws IOException {
    Manifest manifest = Tables.importing(session, day(0), store, shape);
    for (int day = 1; day < DAYS; day++) {
      manifest = append(manifest, day(day), shape, bucketBytes);
    }
    return manifest;
  }

  @ParameterizedTest
  @ValueSource(longs = {1 << 25, 5000})
  void daysMakeTheTasksOfTheWholeTable(long bucketBytes) throws IOException {
    String other = here.resolve("other").toUri().toString();
    Manifest days = appendDays(Tables.shape(), bucketBytes);
    Manifest once = Tables.importing(session, whole(), other, Tables.shape());

    assertThat(Tables.records(store, DAYS))
        .hasSize(201)
        .containsExactlyInAnyOrderElementsOf(Tables.records(other));
    assertThat(days.counts()).isEqualTo(once.counts());
    assertThat(days.report()).contains(entry("rows seen", 4000L), entry("examples seen", 4000L));
    for (int i = 0; i < days.statistics().size(); i++) {
      ColumnStatistics seen = days.statistics().get(i);
      ColumnStatistics expected = once.statistics().get(i);
      assertThat(seen.count()).isEqualTo(expected.count());
      assertThat(seen.missing()).isEqualTo(expected.missing());
      assertThat(seen.minimum()).isEqualTo(expected.minimum());
      assertThat(seen.maximum()).isEqualTo(expected.maximum());
      assertThat(seen.mean()).isCloseTo(expected.mean(), within(1e-9 * seen.deviation()));
      assertThat(seen.deviation()).isCloseTo(expected.deviation(), within(1e-9 * seen.deviation()));
    }
  }

  @Test
  void withoutTimeTheOldExamplesComeFirstAndTheSameAreCutOff() throws IOException {
    String other = here.resolve("other").toUri().toString();
    appendDays(untimed(), 1 << 25);
    Tables.importing(session, whole(), other, untimed());

    try (KnownTasks days = KnownTasks.open(store, DAYS, Tables.HADOOP);
        KnownTasks before = KnownTasks.open(store, DAYS - 1, Tables.HADOOP);
        KnownTasks once = KnownTasks.open(other, 1, Tables.HADOOP)) {
      for (String name : List.of("many", "k0", "k77", "k199")) {
        StoredTask task = days.find(name).orElseThrow().task();
        assertThat(examples(task))
            .containsExactlyInAnyOrderElementsOf(examples(once.find(name).orElseThrow().task()));
        List<String> old = new ArrayList<>(examples(before.find(name).orElseThrow().task()));
        old.retainAll(examples(task));
        assertThat(examples(task).subList(0, old.size())).isEqualTo(old);
      }
    }
  }

  private static List<String> examples(StoredTask task) {
    return IntStream.range(0, task.examples())
        .mapToObj(
            i ->
                task.target()[i]
                    + " "
                    + List.of(task.numeric()[i][0], task.numeric()[i][1], task.categorical()[i][0]))
        .toList();
  }

  @Test
  void oldVersionsStayAndCompactionForgetsWhatIsNoMore() throws IOException {
    Manifest first = Tables.importing(session, day(0), store, Tables.shape());
    List<String> before = Tables.records(store, 1);
    append(first, day(1), Tables.shape(), 5000);
    List<String> merged = Tables.records(store, 2);

    assertThat(Tables.records(store, 1)).isEqualTo(before);
    var maintenance = new StoreMaintenance(store, Tables.HADOOP);
    Manifest compacted = maintenance.compact().after();
    maintenance.delete(maintenance.needless(1));
    assertThat(Tables.records(store, 3)).isEqualTo(merged);
    append(compacted, day(2), Tables.shape(), 5000);
    Tables.importing(session, whole(), store + "-other", Tables.shape());
    assertThat(Tables.records(store, 4))
        .containsExactlyInAnyOrderElementsOf(Tables.records(store + "-other"));
    try (Store open = Store.open(store, 4, Tables.HADOOP, new BlockCache(1 << 20))) {
      assertThat(StoreCheck.of(open).problems()).isEmpty();
    }
  }

  /** Imports sort by Spark's hash, and tasks are found by the store's: they are one. */
  @Test
  void everyFileOfAnImportAscendsByTheHashThatTasksAreFoundBy() throws IOException {
    List<String> rows = new ArrayList<>(List.of("u,a,y"));
    for (int i = 0; i < 600; i++) {
      String name = "é".repeat(i / 2 % 40) + "key of user number " + "x".repeat(i / 2 % 7) + i / 2;
      rows.add("%s,%d,1".formatted(name, i));
    }
    Path table = Files.write(here.resolve("t.csv"), rows);
    TableShape shape = new TableShape("u", List.of("a"), List.of(), "y", 0, "", 2, 50, 12);
    Tables.importing(new TableImport(session, 4000, 2), TableFormat.CSV, table, store, shape);
    Path manifest = here.resolve("store/versions/version-00000001.json");
    String json = Files.readString(manifest);
    assertThat(json.split("\"from\"", -1)).hasSameSizeAs(json.split("\"role\"", -1));
  }

  @Test
  void theSameRowsAreNoticedInOtherFilesAndOrders() throws IOException {
    Manifest first = Tables.importing(session, day(0), store, Tables.shape());
    Manifest second = append(first, day(1), Tables.shape(), 1 << 25);
    long files = files();
    List<String> rows = new ArrayList<>(Files.readAllLines(day(1)));
    String names = rows.remove(0);
    Collections.shuffle(rows, new Random(5));
    Path again = Files.createDirectory(here.resolve("again"));
    Files.write(again.resolve("1.csv"), concat(names, rows.subList(0, 300)));
    Files.write(again.resolve("2.csv"), concat(names, rows.subList(300, rows.size())));

    assertThatThrownBy(() -> append(second, again, Tables.shape(), 2000))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "rows that are new are expected but the %d of %s were imported to %s as its version 2"
                    .formatted(rows.size(), again, store)
                + " already; name what is new, or give --again to import them all the same");
    assertThat(files()).isEqualTo(files);
    assertThatThrownBy(() -> append(second, day(0), Tables.shape(), 1 << 25))
        .hasMessageContaining("as its version 1 already");

    var all = new Appending(StoredCodes.of(second), KnownKeys.MERGE, Repeats.TAKE);
    Manifest third = Tables.appending(new TableImport(session), again, store, Tables.shape(), all);
    assertThat(third.report()).containsKey("examples merged that their tasks had already");
  }

  private static List<String> concat(String names, List<String> rows) {
    return Stream.concat(Stream.of(names), rows.stream()).toList();
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.walk(here.resolve("store"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void knownKeysAreRefusedOrIgnoredOnRequest() throws IOException {
    Path table = Tables.csv(here.resolve("t.csv"), "u,a,b,c,y,t", "x,1,1,r,1,1", "x,2,2,r,2,2");
    Manifest first = Tables.importing(session, table, store, Tables.shape());
    Path more =
        Tables.csv(
            here.resolve("more.csv"),
            "u,a,b,c,y,t",
            "x,3,3,r,3,3",
            "n,1,1,r,1,1",
            "n,2,2,r,2,2",
            "m,2,2,r,2,2");
    var work = new TableImport(session);

    assertThatThrownBy(
            () ->
                Tables.appending(
                    work, more, store, Tables.shape(), Tables.appending(first, KnownKeys.REFUSE)))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "keys that are new are expected but the store has task x; take its rows out, or give"
                + " --known-keys merge or ignore");
    Manifest second =
        Tables.appending(
            work, more, store, Tables.shape(), Tables.appending(first, KnownKeys.IGNORE));
    assertThat(Tables.records(store, 2)).hasSize(2).containsAll(Tables.records(store, 1));
    assertThat(second.report())
        .contains(
            entry("tasks ignored that the store has", 1L),
            entry("examples ignored with their tasks", 1L),
            entry("tasks dropped for fewer than 2 examples", 1L));
  }

  /** One row is too few for a task of its own, and enough for one that is there. */
  @Test
  void aSingleRowIsMergedAndAnOlderOneGoesBeforeTheOthers() throws IOException {
    Path table = Tables.csv(here.resolve("t.csv"), "u,a,b,c,y,t", "x,1,1,r,1,10", "x,2,2,r,2,20");
    Manifest first = Tables.importing(session, table, store, Tables.shape());
    Path more = Tables.csv(here.resolve("more.csv"), "u,a,b,c,y,t", "x,3,3,new,3,15");

    Manifest second = append(first, more, Tables.shape(), 1 << 25);

    try (KnownTasks known = KnownTasks.open(store, 2, Tables.HADOOP)) {
      StoredTask task = known.find("x").orElseThrow().task();
      assertThat(task.time()).containsExactly(10, 15, 20);
      assertThat(task.categorical()).isDeepEqualTo(new int[][] {{1}, {0}, {1}});
    }
    assertThat(second.report()).contains(entry("tasks merged with those of the store", 1L));
    assertThat(Tables.records(store, 2)).hasSize(1);
  }
}
