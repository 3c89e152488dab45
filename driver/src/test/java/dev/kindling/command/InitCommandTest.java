package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.TableSettings;
import dev.kindling.reference.JsonSchema;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.StoredSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code init} writes fits, and trains as it is. */
class InitCommandTest {

  @TempDir private Path directory;
  private GeneratedStores stores;
  private Path file;

  @BeforeEach
  void name() {
    stores = new GeneratedStores(directory);
    file = directory.resolve("first.yaml");
  }

  private Outcome init(String... choice) {
    return Commands.run("init", choice[0], choice[1], "--output", file.toString());
  }

  /** Trains what init writes for two steps and gives the configuration. */
  private Configuration trained(String... choice) {
    Outcome written = init(choice);
    assertThat(written.status()).as(written.error()).isZero();
    assertThat(written.error()).isEmpty();
    assertThat(written.out()).contains("kindling train " + file);
    Outcome outcome =
        Commands.run(
            "train",
            file.toString(),
            "--set=training.steps=2",
            "--set=evaluation.episodes=4",
            "--output=" + directory.resolve("run"),
            "--master=local[2]");
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return ConfigurationReader.read(file, List.of());
  }

  @Test
  void imagesAreToldApart() {
    Configuration configuration = trained("--store", stores.images("birds", 60, 8, "--gray"));
    assertThat(configuration.model()).isInstanceOf(Conv4Settings.class);
    EpisodesSettings tasks = (EpisodesSettings) configuration.tasks();
    assertThat(tasks.version()).isEqualTo("newest");
    assertThat(tasks.queries()).isEqualTo("5");
    assertThat(tasks.size()).isEqualTo(EpisodesSettings.STORED_SIZE);
  }

  /** Of 14 names 9, 3 and 2 are in the splits, of 12 only one in the last. */
  @Test
  void aStoreOfFewClassesGetsTasksOfFewClasses() {
    String store = stores.images("few", 17, 3, "--split=0.5,0.25,0.25", "--size=keep");
    EpisodesSettings tasks = (EpisodesSettings) trained("--store", store).tasks();
    assertThat(tasks.ways()).isEqualTo("2");
    assertThat(tasks.shots()).isEqualTo("1");
    assertThat(tasks.queries()).isEqualTo("2");
    assertThat(tasks.size()).isEqualTo("28x28");
  }

  @Test
  void aStoreToTrainOnAloneServes() {
    String store = stores.images("alone", 4, 2, "--split=1,0,0");
    EpisodesSettings tasks = (EpisodesSettings) trained("--store", store).tasks();
    assertThat(tasks.ways()).isEqualTo("4");
    assertThat(tasks.queries()).isEqualTo("1");
  }

  @Test
  void aSplitOfOneClassIsNamed() {
    String store = stores.images("fewer", 12, 2, "--split=0.5,0.25,0.25");
    assertRefused(init("--store", store), "the test split of " + store + " has only one; import");
  }

  @Test
  void numbersArePredictedOfNumbers() {
    Configuration configuration = trained("--store", stores.table("ratings", "rating"));
    assertThat(configuration.model()).isInstanceOf(MlpSettings.class);
    StoredSettings tasks = (StoredSettings) configuration.tasks();
    assertThat(tasks.support() + tasks.query()).isBetween(12, 40);
  }

  @ParameterizedTest
  @CsvSource({
    "rating, --categorical=genre, --most=20",
    "verdict, --categorical=genre, --classes=named",
    "liked, --categorical=genre, --classes=binary"
  })
  void categoriesGetTheModelThatTakesThem(String target, String categories, String more) {
    String store = stores.table("ratings", target, categories, more);
    assertThat(trained("--store", store).model()).isInstanceOf(TableSettings.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sinusoid", "lines", "gaussian-process", "glyphs", "users"})
  void everyGeneratorTrains(String kind) throws IOException {
    trained("--kind", kind);
    assertThat(Files.readString(file)).contains("  kind: " + kind + "\n");
  }

  @Test
  void eachLineSaysWhatItMeansAndEditorsFindTheSchema() throws IOException {
    assertThat(init("--kind", "glyphs").status()).isZero();
    assertThat(Files.readString(file))
        .startsWith("# yaml-language-server: $schema=kindling.schema.json\n# Tasks of kind glyphs.")
        .contains("\n  # Classes of a task.\n  ways: 5\n")
        .contains(
            "\n    # The outer step at which", "\n    # The most that the Euclidean length may be");
    assertThat(Files.readString(directory.resolve(JsonSchema.FILE))).isEqualTo(JsonSchema.text());
    assertThat(Files.readString(file).lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void aFileThatIsThereStays() throws IOException {
    Files.writeString(file, "mine");
    assertRefused(init("--kind", "glyphs"), "is not there yet but " + file + " is; name another");
    assertThat(file).hasContent("mine");
    Files.delete(file);
    Path schema = Files.writeString(directory.resolve(JsonSchema.FILE), "{}");
    assertRefused(init("--kind", "glyphs"), "is another file; name an --output in another folder");
    assertThat(file).doesNotExist();
    assertThat(schema).hasContent("{}");
    Files.delete(schema);
    Files.createDirectory(schema);
    Outcome outcome = init("--kind", "glyphs");
    assertRefused(outcome, "but it cannot be read (Is a directory); name an --output in another");
    assertThat(outcome.error()).doesNotContain("Exception");
  }

  @Test
  void aChoiceThatCannotBeIsRefused() {
    assertRefused(
        Commands.run("init"), "one of --store URI and --kind KIND is expected but neither");
    assertRefused(
        Commands.run("init", "--store=a", "--kind=glyphs"), "is expected but both are given");
    assertRefused(init("--kind", "glyhps"), "draws itself but is glyhps; did you mean glyphs?");
    assertRefused(
        init("--kind", "episodes"), "episodes reads a store; give --store URI in its place");
    for (String none : List.of("nosuch", "mixture")) {
      assertRefused(
          init("--kind", none),
          "--kind must be a kind of tasks that the program draws itself but is %s; the kinds are gaussian-process, glyphs, lines, sinusoid, users"
              .formatted(none));
    }
    assertRefused(
        init("--store", directory.resolve("none").toString()), "none holds no version of one");
    assertThat(file).doesNotExist();
  }

  /** Nothing can be made in /proc, not even by root. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatTakesNoFileIsRefusedByTheNameThatWasGiven() {
    Outcome outcome = Commands.run("init", "--kind", "glyphs", "--output", "/proc/x.yaml");

    assertRefused(
        outcome,
        "--output must be a file that this user may write but /proc/x.yaml cannot be written (its"
            + " folder takes no new files); name another");
    assertThat(outcome.error()).doesNotContain("Exception", JsonSchema.FILE);
  }

  private static void assertRefused(Outcome outcome, String sentence) {
    assertThat(outcome.complaints()).singleElement().asString().contains(sentence);
    assertThat(outcome.status()).isEqualTo(2);
  }
}
