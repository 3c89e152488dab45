package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests that were changed on purpose and sealed again are compared with what is there. */
@NeedsHadoop
class FalseManifestTest {

  private static final Pattern COUNT =
      Pattern.compile("\"(classes|tasks|examples|least|most)\" : ([1-9][0-9]*)");

  private static final Pattern STATISTIC =
      Pattern.compile("\"(count|mean|deviation|minimum|maximum)\" : (-?[0-9.]*[1-9][0-9.E-]*)");

  @TempDir private Path directory;
  private String uri;
  private Path manifest;

  @BeforeEach
  void aPlace() {
    uri = directory.resolve("store").toUri().toString();
    manifest = directory.resolve("store/versions/version-00000001.json");
  }

  private List<String> problems() {
    try (BlockCache cache = new BlockCache(1 << 20);
        Store store = Store.open(uri, 1, Samples.HADOOP, cache)) {
      return StoreCheck.of(store).problems();
    }
  }

  private void seal(String text) throws IOException {
    int at = text.lastIndexOf("\"sha256\" : \"") + "\"sha256\" : \"".length();
    String blank = text.substring(0, at) + "0".repeat(64) + text.substring(at + 64);
    String digest = Sha256.of(blank.getBytes(StandardCharsets.UTF_8));
    Files.writeString(manifest, text.substring(0, at) + digest + text.substring(at + 64));
  }

  /** Changes each number of a section, one at a time, and has each of them named. */
  private int everyNumberIsCompared(String from, String to, Pattern number) throws IOException {
    assertThat(problems()).isEmpty();
    String text = Files.readString(manifest);
    int end = text.indexOf(to);
    Matcher found = number.matcher(text);
    int at = text.indexOf(from);
    int numbers = 0;
    while (at < end && found.find(at) && found.start() < end) {
      double more = Double.parseDouble(found.group(2)) * 1.5 + 1;
      String other = found.group(2).contains(".") ? "" + more : "" + (long) more;
      seal(text.substring(0, found.start(2)) + other + text.substring(found.end(2)));
      assertThat(seen()).as("%s of %s", other, found.group()).isNotEmpty();
      numbers++;
      at = found.end();
    }
    seal(text);
    return numbers;
  }

  /** A manifest that contradicts itself is refused when it is opened. */
  private List<String> seen() {
    try {
      List<String> problems = problems();
      assertThat(problems).allMatch(line -> line.startsWith("expected "));
      return problems;
    } catch (Fault fault) {
      assertThat(fault.getMessage()).contains("version-00000001.json");
      return List.of(fault.getMessage());
    }
  }

  @Test
  void countsOfClassesAreCompared() throws IOException {
    Samples.images(uri, 0, 20);
    assertThat(everyNumberIsCompared("\"counts\"", "\"statistics\"", COUNT)).isEqualTo(3 * 4);
    assertThat(everyNumberIsCompared("\"statistics\"", "\"report\"", STATISTIC)).isEqualTo(4);
    String text = Files.readString(manifest);
    seal(text.replaceFirst("(\"train\" : \\{\\s+\"classes\" : )[0-9]+", "$199"));
    assertThat(problems())
        .singleElement()
        .asString()
        .matches(
            "expected train of .*store version 1 to have 99 classes, as its manifest says, but it"
                + " has [0-9]+");
  }

  @Test
  void countsOfImagesOfOwnSizesAreCompared() throws IOException {
    Samples.imagesOfOwnSizes(uri, 12);
    assertThat(everyNumberIsCompared("\"counts\"", "\"statistics\"", COUNT)).isPositive();
    assertThat(everyNumberIsCompared("\"statistics\"", "\"report\"", STATISTIC)).isPositive();
  }

  @Test
  void countsAndStatisticsOfTasksAreCompared() throws IOException {
    Samples.tasks(uri, 0, 60);
    assertThat(everyNumberIsCompared("\"counts\"", "\"statistics\"", COUNT)).isEqualTo(3 * 4);
    assertThat(everyNumberIsCompared("\"statistics\"", "\"report\"", STATISTIC)).isEqualTo(14);
  }

  /** Tasks as an import of a table counts them; the manifest. */
  private String importedTable() throws IOException {
    StoreWriter writer =
        StoreWriter.create(uri, Samples.TABLE, Fractions.defaults(), Samples.HADOOP);
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      for (int i = 0; i < 9; i++) {
        part.add(Samples.task(i));
      }
      part.count("rows seen", 50);
      part.count("tasks seen", 1);
      part.count("examples seen", 1);
      part.count("examples dropped with their tasks", 1);
      part.count("tasks dropped for fewer than 2 examples", 1);
      writer.commit(
          List.of(part.finish()),
          Map.of(
              "rows imported",
              "1:50:" + "0".repeat(32),
              "codes of city",
              "[\"a\",\"b\",\"c\",\"d\"]"));
    }
    assertThat(problems()).isEmpty();
    return Files.readString(manifest);
  }

  @Test
  void whatImportsSawIsCompared() throws IOException {
    String text = importedTable();
    for (String line :
        List.of("rows seen", "tasks seen", "tasks dropped for fewer than 2 examples")) {
      seal(text.replaceFirst("(\"" + line + "\" : )([0-9]+)", "$11$2"));
      assertThat(problems()).as(line).isNotEmpty().allMatch(found -> found.startsWith("expected "));
      seal(text.replaceFirst("(\"" + line + "\" : )([0-9]+)", "$1-$2"));
      assertThat(problems()).as(line).anyMatch(found -> found.contains("to be at least 0 but it"));
    }
    for (String line : List.of("examples seen", "examples dropped with their tasks")) {
      seal(text.replaceFirst("(\"" + line + "\" : )([0-9]+)", "$11$2"));
      assertThat(problems()).as(line).isNotEmpty();
    }
  }

  @Test
  void digestsAndCodesOfImportsAreCompared() throws IOException {
    String text = importedTable();
    seal(text.replace("1:50:0", "2:50:0"));
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("expected rows imported in ", "VERSION:COUNT:DIGEST");
    seal(text.replace("1:50:0", "1:51:0"));
    assertThat(problems()).singleElement().asString().endsWith("to be 50 but it is 51");
    String codes = "[\\\"a\\\",\\\"b\\\",\\\"c\\\",\\\"d\\\"]";
    assertThat(text).contains(codes);
    for (String other : List.of("[\\\"a\\\"]", codes.replace('b', 'a'), "[null]", "{")) {
      seal(text.replace(codes, other));
      assertThat(problems()).as(other).singleElement().asString().contains("4 different texts");
    }
  }

  @Test
  void aStoreWithoutFilesIsNone() throws IOException {
    Samples.tasks(uri, 0, 8);
    String text = Files.readString(manifest);
    int from = text.indexOf("\"files\" : ") + "\"files\" : ".length();
    int to = text.indexOf("\"counts\"");
    seal(text.substring(0, from) + "[ ],\n  " + text.substring(to));
    assertThatThrownBy(this::problems)
        .isInstanceOf(Fault.class)
        .hasMessageContaining("files must have at least one element but is empty");
  }

  @Test
  void aFileThatIsLeftOutOrNamedTwiceIsMissed() throws IOException {
    Samples.tasks(uri, 0, 8);
    String text = Files.readString(manifest);
    String file =
        text.substring(text.indexOf("{", text.indexOf("\"files\"")), text.indexOf("}, {"));
    seal(text.replace(file + "}, ", ""));
    assertThat(problems()).isNotEmpty();
    seal(text.replace(file, file + "}, " + file));
    assertThatThrownBy(this::problems).hasMessageContaining(" is there twice");
    seal(
        text.replaceFirst(
            "\"role\" : \"tasks\",\\s+\"split\" : \"[a-z]+\"",
            "\"role\" : \"examples\", \"split\" : null"));
    assertThatThrownBy(this::problems).hasMessageContaining(" holds EXAMPLES, which the store ");
  }

  @Test
  void examplesThatNoClassHasAreNamed() throws IOException {
    StoreWriter writer =
        StoreWriter.create(uri, Samples.IMAGES, new Fractions(1, 0, 0), Samples.HADOOP);
    try (ExamplePart part = writer.target().openExamples(0, Samples.HADOOP);
        ExamplePart other = writer.target().openExamples(1, Samples.HADOOP)) {
      part.add("one", Samples.images(1));
      other.add("two", Samples.images(2));
      PartResult lost = other.finish();
      var withoutClasses =
          new PartResult(lost.files(), List.of(), Map.of(), lost.statistics(), Map.of(), Map.of());
      writer.commit(List.of(part.finish(), withoutClasses), Map.of());
    }
    assertThat(problems())
        .first()
        .asString()
        .matches("expected all of the 8 examples in parts/.* to be in classes but 8 are in none");
  }

  @Test
  void aTargetOfClassesHasItsBalanceAndThatIsComparedToo() throws IOException {
    var contents = new TaskContents(List.of("a"), List.of(), "kind", 3, false);
    StoreWriter writer = StoreWriter.create(uri, contents, new Fractions(1, 0, 0), Samples.HADOOP);
    List<PartResult> parts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      try (TaskPart part = writer.target().openTasks(i, Samples.HADOOP)) {
        float[] target = {2, 0, 2, i};
        part.add(new StoredTask("u" + i, new float[4][1], new int[4][0], target, new long[0]));
        parts.add(part.finish());
      }
    }
    Manifest made = writer.commit(parts, Map.of());
    assertThat(made.count(Split.TRAIN).examples()).isEqualTo(8);
    assertThat(made.statistics().get(1).balance()).containsExactly(3L, 1L, 4L);
    assertThat(problems()).isEmpty();
    String text = Files.readString(manifest);
    seal(text.replace("[ 3, 1, 4 ]", "[ 1, 3, 4 ]"));
    assertThat(problems()).singleElement().asString().contains("column kind of ");
    seal(text.replace("[ 3, 1, 4 ]", "[ 1, 1, 4 ]"));
    assertThatThrownBy(this::problems)
        .hasMessageContaining("the balance of kind must be of 8 numbers but is [1, 1, 4]");
  }
}
