package dev.kindling.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.kindling.cluster.TableSession;
import dev.kindling.fault.Fault;
import dev.kindling.store.Count;
import dev.kindling.store.Manifest;
import dev.kindling.store.StoreWriter;
import dev.kindling.store.StoredTask;
import dev.kindling.store.TaskContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose target holds the names of classes. */
class NamedClassesTest {

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

  private String store() {
    return here.resolve("store").toUri().toString();
  }

  private static TableShape named() {
    return new TableShape("u", List.of("a"), List.of("c"), "y", 0, true, "", 2, 50, 100);
  }

  @Test
  void namesOfClassesBecomeNumbersInAscendingOrder() throws IOException {
    Path table =
        Tables.csv(
            here.resolve("t.csv"),
            "u,a,c,y",
            "x,1,r,oak",
            "x,2,r,elm",
            "x,3,r,",
            "z,4,s,Yew 2",
            "z,5,s,oak");

    Manifest first = Tables.importing(session, table, store(), named());

    assertThat(((TaskContents) first.contents()).classes()).isEqualTo(3);
    assertThat(first.provenance())
        .containsEntry("codes of y", "[\"Yew 2\",\"elm\",\"oak\"]")
        .containsEntry("codes of c", "[\"r\",\"s\"]");
    assertThat(classes("x")).containsExactly(1f, 2f, 2f, 1f);
    assertThat(classes("z")).containsExactly(4f, 0f, 5f, 2f);
    assertThat(first.report()).contains(entry("rows dropped without y", 1L));

    Path day =
        Tables.csv(here.resolve("day.csv"), "u,a,c,y", "n,1,r,oak", "n,2,r,fir", "n,3,s,elm");
    Manifest second =
        new TableImport(session)
            .run(
                day.toString(),
                TableFormat.CSV,
                named(),
                Optional.of(Tables.appending(first, KnownKeys.MERGE)),
                contents -> StoreWriter.append(store(), contents, Tables.HADOOP),
                Map.of());
    assertThat(second.counts().values().stream().mapToLong(Count::examples).sum()).isEqualTo(6);
    assertThat(second.report()).contains(entry("rows dropped for an unknown class in y", 1L));
    assertThat(StoredCodes.of(second)).isEqualTo(StoredCodes.of(first));
  }

  /** The number of each row of a task and its class, by number. */
  private List<Float> classes(String name) {
    StoredTask task = Tables.task(store(), name);
    return IntStream.range(0, task.examples())
        .boxed()
        .sorted(Comparator.comparing(i -> task.numeric()[i][0]))
        .flatMap(i -> Stream.of(task.numeric()[i][0], task.target()[i]))
        .toList();
  }

  @Test
  void namesOfOneClassAreRefused() throws IOException {
    Path table = Tables.csv(here.resolve("t.csv"), "u,a,c,y", "x,1,r,oak", "x,2,r,oak");
    assertThatThrownBy(() -> Tables.importing(session, table, store(), named()))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "names of two classes or more are expected in column y but there are [oak]; name"
                + " another --target");
  }

  @Test
  void namedClassesOfParquetAreThoseOfTheCsv() throws IOException {
    Path skewed = Tables.skewed(here.resolve("skewed.csv"));
    Path table = here.resolve("table");
    session
        .sql()
        .read()
        .option("header", true)
        .csv(skewed.toString())
        .selectExpr("u", "cast(a as double) a", "c y", "concat('x', c) c")
        .write()
        .format("parquet")
        .save(table.toString());
    Path text = here.resolve("text");
    session.sql().read().parquet(table.toString()).write().option("header", true).csv(text + "");
    String other = here.resolve("other").toUri().toString();

    Tables.importing(session, text, store(), named());
    Tables.importing(new TableImport(session), TableFormat.PARQUET, table, other, named());

    assertThat(Tables.records(store())).isNotEmpty().isEqualTo(Tables.records(other));
  }
}
