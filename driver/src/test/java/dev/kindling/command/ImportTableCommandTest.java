package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTableCommandTest {
  @TempDir private Path directory;
  private Path table;

  @BeforeEach
  void write() throws IOException {
    List<String> lines = new ArrayList<>(List.of("user_id,a,b,city,y"));
    for (int i = 0; i < 120; i++) {
      lines.add("user%d,%d,%d,c%d,%d".formatted(i % 12, i, 2 * i, i % 3, i % 2));
    }
    table = Files.write(directory.resolve("table.csv"), lines);
  }

  private Outcome run(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("import", "table", table.toString(), "--format=csv", "--master=local[2]"));
    all.add("--store=" + directory.resolve("store"));
    all.addAll(Arrays.asList(more));
    return Commands.run(all.toArray(String[]::new));
  }

  private Outcome good(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--task-key=user_id",
                "--features=a,b",
                "--categorical=city",
                "--target=y",
                "--classes=binary"));
    all.addAll(Arrays.asList(more));
    return run(all.toArray(String[]::new));
  }

  @Test
  void importsAppendsAndInspects() {
    Outcome first = good();
    assertThat(first.error()).isEmpty();
    assertThat(first.status()).isZero();
    assertThat(first.out())
        .containsPattern("rows seen +120")
        .containsPattern("tasks seen +12")
        .containsPattern("codes of city +\\[\"c0\",\"c1\",\"c2\"]")
        .containsPattern("holds +tasks of a, b, city \\(4 codes\\) to predict y, yes or no\n")
        .containsPattern("column a +mean ")
        .containsPattern("column y +(yes|no) [0-9.]+ %, (yes|no) [0-9.]+ %\n")
        .doesNotContainPattern("column y +mean|[A-Z][A-Za-z]+\\[[a-z]+=");
    assertRefused(
        good("--append"), 3, " as its version 1 already; name what is new, or give --again");
    assertRefused(good("--append", "--again", "--known-keys=refuse"), 3, "the store has task user");
    assertThat(good("--append", "--again").out())
        .contains("version 2")
        .containsPattern("tasks seen +24")
        .containsPattern("tasks merged with those of the store +12");
    Outcome inspected = Commands.run("inspect", directory.resolve("store").toString(), "--verify");
    assertThat(inspected.status()).isZero();
  }

  @Test
  void splitsThatAreEmptyAreTold() {
    Outcome outcome = good("--split=1,0,0");
    assertThat(outcome.status()).isZero();
    String version = directory.resolve("store") + " version 1 has no ";
    String advice = "to another store with a share of it in --split, if there is to be one";
    assertThat(outcome.error().lines())
        .containsExactly(
            version + "validation tasks, so that no model can be judged there; import " + advice,
            version + "test tasks, so that no model can be judged there; import " + advice);
  }

  @Test
  void aSplitThatIsEmptySinceThereAreFewTasksIsTold() {
    Outcome outcome = good("--split=0.0001,0.4999,0.5");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.error().lines())
        .containsExactly(
            directory.resolve("store")
                + " version 1 has no train tasks, so that nothing can be learned; import more, or"
                + " to another store with a larger share of it in --split");
  }

  @Test
  void classesThatHaveNamesAreAppendedToByName() throws IOException {
    List<String> named =
        List.of("--task-key=user_id", "--features=a,b", "--target=city", "--classes=named");
    Outcome first = run(named.toArray(String[]::new));
    assertThat(first.status()).as(first.error()).isZero();
    assertThat(first.out())
        .containsPattern("codes of city +\\[\"c0\",\"c1\",\"c2\"]")
        .containsPattern("column city +c0 37.5 %, c1 37.5 %, c2 25.0 %\n")
        .contains("to predict city, one of 3 classes\n");
    List<String> numbers =
        List.of("--task-key=user_id", "--features=a,b", "--target=city", "--classes=3", "--append");
    assertRefused(
        run(numbers.toArray(String[]::new)),
        2,
        "--classes must be named, as the target is of names");
    List<String> more = new ArrayList<>(named);
    more.addAll(List.of("--append", "--again"));
    Files.write(
        table,
        List.of("user1,1,2,Oslo,1", "user1,3,2,c1,1", "user2,3,2,Rome,1"),
        StandardOpenOption.APPEND);
    Outcome appended = run(more.toArray(String[]::new));
    assertThat(appended.out()).contains("version 2");
    assertThat(appended.error().lines())
        .containsExactly(
            "2 rows have classes in city that the store has no number for and are left out; import all rows"
                + " to another --store to learn these classes too");
  }

  @Test
  void namesAreNotAppendedToNumbers() {
    good();
    assertRefused(
        run(
            "--task-key=user_id",
            "--features=a,b",
            "--categorical=city",
            "--target=y",
            "--classes=named",
            "--append"),
        2,
        "--classes must not be named, as the target is of");
  }

  @Test
  void aStoreOfAnotherTargetIsNotAppendedTo() {
    String[] named = {"--task-key=user_id", "--features=a", "--target=city", "--classes=named"};
    run(named);
    named[2] = "--target=y";
    assertRefused(
        run(Stream.concat(Stream.of(named), Stream.of("--append")).toArray(String[]::new)),
        2,
        "--target must be city, as in ");
  }

  @Test
  void aCompactedStoreIsAppendedTo() {
    good();
    String store = directory.resolve("store").toString();
    assertThat(Commands.run("store", "compact", store).status()).isZero();

    assertRefused(good("--append"), 3, " as its version 1 already");
    Outcome appended = good("--append", "--again");

    assertThat(appended.status()).as(appended.error()).isZero();
    assertThat(appended.out()).contains("version 3").contains("codes of city");
  }

  @Test
  void aTableOfAnotherCharacterSetAndSeparatorIsImportedAsTheOptionsSay() throws IOException {
    List<String> lines =
        Files.readAllLines(table).stream()
            .map(line -> line.replace(',', ';').replace("c1", "Köln"))
            .toList();
    Files.write(table, lines, StandardCharsets.ISO_8859_1);

    assertRefused(good("--separator=;"), 3, "text in UTF-8 is expected but line 3 of ");
    assertRefused(good("--encoding=ISO-8859-1"), 2, "; give --separator ';'");
    Outcome imported = good("--separator=;", "--encoding=ISO-8859-1");
    assertThat(imported.status()).as(imported.error()).isZero();
    assertThat(imported.out())
        .containsPattern("rows seen +120\n")
        .containsPattern("codes of city +\\[\"Köln\",\"c0\",\"c2\"]");
  }

  @Test
  void aTableOfTabsInUtf16IsImported() throws IOException {
    List<String> lines =
        Files.readAllLines(table).stream().map(line -> line.replace(',', '\t')).toList();
    Files.write(table, lines, StandardCharsets.UTF_16);

    Outcome imported = good("--separator=tab", "--encoding=UTF-16");

    assertThat(imported.status()).as(imported.error()).isZero();
    assertThat(imported.out()).containsPattern("rows seen +120\n");
  }

  @Test
  void aCharacterSetOrSeparatorThatIsNoneIsRefused() {
    assertRefused(
        good("--encoding=latin-nine"),
        2,
        "--encoding must name a character set that this Java has, ");
    assertRefused(good("--separator=;;"), 2, "--separator must be ");
    assertRefused(
        Commands.run(
            "import",
            "table",
            table.toString(),
            "--store=" + directory.resolve("store"),
            "--format=parquet",
            "--task-key=user_id",
            "--features=a",
            "--target=y",
            "--separator=;"),
        2,
        "--separator and --encoding are of csv but --format is parquet; leave them out");
  }

  @Test
  void categoriesThatAnAppendBringsAreCountedAndTold() throws IOException {
    good();
    Files.write(
        table,
        List.of("user_id,a,b,city,y", "user1,1,2,Oslo,1", "user1,3,2,Rome,1", "user2,1,5,Oslo,0"));

    Outcome appended = good("--append");

    assertThat(appended.status()).as(appended.error()).isZero();
    assertThat(appended.error().lines())
        .containsExactly(
            "3 values of city have no code in the store, as [\"Oslo\",\"Rome\"], and are stored as code 0,"
                + " as if they were missing; codes are given when a store is made: import all rows to"
                + " another --store to tell these categories apart");
    String shown = Commands.run("inspect", directory.resolve("store").toString()).out();
    assertThat(shown)
        .containsPattern("values without a code in city +3\n")
        .containsPattern("categories without a code in city +\\[\"Oslo\",\"Rome\"]\n");

    Files.write(table, List.of("user_id,a,b,city,y", "user1,1,2,Bern,1", "user3,3,2,c1,1"));
    assertThat(good("--append").error())
        .startsWith(
            "1 values of city have no code in the store, as [\"Bern\",\"Oslo\",\"Rome\"], ");
    Files.write(table, List.of("user_id,a,b,city,y", "user3,3,9,c1,1"));
    assertThat(good("--append").error()).isEmpty();
  }

  @Test
  void keysOfTooFewRowsAreTold() throws IOException {
    Files.write(table, List.of("new1,1,2,c0,1", "new2,1,5,c1,0"), StandardOpenOption.APPEND);
    String told =
        " keys have fewer than 2 rows and are left out; their rows are not kept for a later append,"
            + " which must bring all rows of such a key together";

    Outcome first = good();

    assertThat(first.status()).as(first.error()).isZero();
    assertThat(first.error().lines()).containsExactly("2" + told);
    Files.write(table, List.of("user_id,a,b,city,y", "new1,1,7,c0,1"));
    assertThat(good("--append").error().lines()).containsExactly("1" + told);
    Files.write(table, List.of("user_id,a,b,city,y", "new1,1,2,c0,1", "new1,1,7,c0,1"));
    Outcome together = good("--append");
    assertThat(together.error()).isEmpty();
    assertThat(together.out()).containsPattern("tasks dropped for fewer than 2 examples +3\n");
  }

  @Test
  void aStoreThatIsThereStays() {
    good();
    assertRefused(good("--append", "--split=1,0,0"), 2, "--split must be 0.8,0.1,0.1, as in ");
    assertRefused(good(), 2, "already holds a store of versions [1]");
  }

  @Test
  void anUnknownColumnIsRefusedWithTheOneThatWasMeant() {
    assertRefused(
        run("--task-key=userid", "--features=a", "--target=y"),
        2,
        "table.csv has no column userid; did you mean user_id?");
  }

  @Test
  void aPathThatIsNotThereIsRefused() {
    table = directory.resolve("none.csv");
    assertRefused(good(), 2, "a csv table is expected but %s does not exist".formatted(table));
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    assertRefused(good("--least=1"), 2, "--least must be at least 2 but is 1");
    assertRefused(good("--most=1"), 2, "--most must be at least 2 but is 1");
    assertRefused(
        run("--task-key=user_id", "--target=y"),
        2,
        "--features or categorical must name a column but both are empty");
    assertRefused(
        run("--task-key=user_id", "--features=a,y", "--target=y"),
        2,
        "--target must not be among the features, which would give it away, but y is");
    assertRefused(
        run("--task-key=user_id", "--features=a", "--target=y", "--classes=1"),
        2,
        "--classes must be a whole number from 2, binary, named, or left out but is 1");
    assertRefused(
        good("--known-keys=ignore"),
        2,
        "--known-keys says how to append to a store; give --append");
    assertRefused(good("--again"), 2, "--again says how to append to a store; give --append too");
    assertRefused(good("--split=1"), 2, "--split must be three fractions");
  }

  private static void assertRefused(Outcome outcome, int status, String sentence) {
    assertThat(outcome.complaints()).singleElement().asString().contains(sentence);
    assertThat(outcome.status()).isEqualTo(status);
  }
}
