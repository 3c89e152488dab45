package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.store.OpenStores;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandsTest {

  @TempDir private Path directory;
  private String images;
  private String store;

  @BeforeEach
  void twelveClassesOfImages() throws IOException {
    images = directory.resolve("images").toString();
    store = directory.resolve("store").toString();
    for (int i = 0; i < 12; i++) {
      Path folder = Files.createDirectories(directory.resolve("images/class" + i));
      for (int k = 0; k < 6; k++) {
        var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        image.setRGB(i % 8, k, 0x010101 * (100 + i));
        ImageIO.write(image, "png", folder.resolve(k + ".png").toFile());
      }
    }
  }

  @AfterEach
  void close() {
    new OpenStores().close();
  }

  private Commands.Outcome importImages(String... more) {
    Stream<String> given = Stream.of("import", "images", images, "--store", store);
    return Commands.run(Stream.concat(given, Stream.of(more)).toArray(String[]::new));
  }

  @Test
  void imagesAreImportedInspectedAndTrainedOn() throws IOException {
    Commands.Outcome imported = importImages("--size", "8x8", "--gray", "--split", "0.4,0.3,0.3");
    assertThat(imported.status()).as(imported.error()).isZero();
    assertThat(imported.out()).contains("images seen").contains("images of 8x8 pixels, 1 channel");

    Path sheet = directory.resolve("sheet.png");
    Commands.Outcome inspected = Commands.run("inspect", store, "--out", sheet.toString());
    assertThat(inspected.status()).as(inspected.error()).isZero();
    assertThat(ImageIO.read(sheet.toFile()).getHeight()).isGreaterThan(20);
    assertThat(Commands.run("inspect", store, "--verify").out()).contains("all whole");
    Commands.Outcome repeated = importImages("--append", "--size", "8x8", "--gray");
    assertThat(repeated.status()).isEqualTo(3);
    assertThat(repeated.complaints())
        .singleElement()
        .asString()
        .contains(" as its version 1 already; name what is new, or give --again to import");
    assertThat(importImages("--append", "--again", "--size", "8x8", "--gray").out())
        .contains("imported as version 1 ");
    assertThat(Commands.run("inspect", store).out()).contains("[1, 2]");
  }

  /** A record of Java's prints itself as Name[field=value]. */
  @Test
  void peopleAreShownNoRecordsOfJava() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("run.yaml"),
            "tasks: {kind: episodes, uri: %s, ways: 2, shots: 1, queries: 2}".formatted(store));
    Files.write(directory.resolve("images/class3/cut.png"), new byte[5]);
    for (String[] command :
        new String[][] {
          {
            "import", "images", images, "--store", store, "--damaged", "1", "--split", "0.4,0.3,0.3"
          },
          {"inspect", store},
          {"inspect", store, "--verify"},
          {"inspect", file.toString()},
          {"import", "images", images, "--store", store, "--append"},
          {"import", "images", images, "--store", store, "--append", "--gray"},
          {"import", "images", images, "--store", store, "--append", "--invert"},
        }) {
      Commands.Outcome outcome = Commands.run(command);
      assertThat(outcome.out() + outcome.error())
          .as("%s", String.join(" ", command))
          .isNotBlank()
          .doesNotContainPattern("[A-Z][A-Za-z]+\\[[a-z]+=|[a-z]+=[A-Z]+[],]");
    }
  }

  @Test
  void splitsOfTooFewClassesForAnEpisodeAreTold() {
    Commands.Outcome imported = importImages("--size", "8x8", "--split", "0.98,0.01,0.01");
    assertThat(imported.status()).as(imported.error()).isZero();
    assertThat(imported.error().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith(store + " version 1 has "))
        .allMatch(line -> line.matches(".* (no|only one) (validation|test) class(es)?, so that.*"))
        .allMatch(line -> line.endsWith("with a larger share of it in --split"));
  }

  @Test
  void whatIsAppendedMustFit() throws IOException {
    importImages("--size", "8x8", "--gray", "--split", "0.4,0.3,0.3");

    refuses("--size must", importImages("--append", "--size", "8by8"));
    refuses(
        "holds images of 8x8 pixels, 1 channel but images of 28x28 pixels, 3 channels are to be",
        importImages("--append"));
    refuses(
        "were imported as 8x8, gray but are to be appended as 8x8, gray, dark made light; give",
        importImages("--append", "--size", "8x8", "--gray", "--invert"));
    refuses(
        "--split must be 0.4,0.3,0.3, as in " + store + ", or left out but is 0.5,0.3,0.2",
        importImages("--append", "--size", "8x8", "--gray", "--split", "0.5,0.3,0.2"));
    assertThat(Commands.run("inspect", store).out()).containsPattern("versions +\\[1]");
    assertThat(
            importImages("--append", "--again", "--size", "8x8", "--gray", "--split", "0.4,0.3,0.3")
                .status())
        .isZero();
  }

  /** Archives may be large and far away. */
  @Test
  void theStoreIsLookedAtBeforeTheImages() {
    importImages("--size", "8x8", "--gray");
    images = directory.resolve("none").toString();

    refuses("already holds a store of versions [1]", importImages("--size", "8x8", "--gray"));
    refuses(
        "but are to be appended as ",
        importImages("--append", "--size", "8x8", "--gray", "--invert"));
    refuses("holds images of 8x8 pixels", importImages("--append", "--size", "9x9", "--gray"));
    refuses("none does not exist", importImages("--append", "--size", "8x8", "--gray"));
  }

  private static void refuses(String part, Commands.Outcome outcome) {
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints()).singleElement().asString().contains(part);
  }

  @Test
  void aRunLearnsFromAStore() throws IOException {
    importImages("--size", "8x8", "--gray", "--split", "0.4,0.3,0.3");
    String yaml =
        """
        tasks: {kind: episodes, uri: %s, ways: 2, shots: 1, queries: 2}
        model: {hidden: [6]}
        training: {steps: 3, tasks-per-step: 4, tasks-per-shard: 2}
        evaluation: {episodes: 4, steps: 1}
        """
            .formatted(store);
    Path file = Files.writeString(directory.resolve("train.yaml"), yaml);

    Commands.Outcome trained =
        Commands.run(
            "train",
            file.toString(),
            "--output",
            directory.resolve("run").toString(),
            "--master",
            "local[2]");

    assertThat(trained.status()).as(trained.error()).isZero();
    assertThat(trained.lastLine()).contains("\"step\":3");
  }

  @Test
  void imagesOfTheirOwnSizesAreInspectedExplainedAndTrainedOn() throws IOException {
    var large = new BufferedImage(31, 17, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(large, "png", directory.resolve("images/class0/large.png").toFile());
    Commands.Outcome imported = importImages("--size", "keep", "--split", "0.4,0.3,0.3");
    assertThat(imported.status()).as(imported.error()).isZero();
    assertThat(imported.out()).contains("images of their own sizes, 3", "column height");
    refuses("holds images of their own sizes, 3 channels but", importImages("--append"));
    assertThat(Commands.run("inspect", store, "--verify").out()).contains("all whole");

    Path sheet = directory.resolve("sheet.png");
    assertThat(Commands.run("inspect", store, "--out", sheet.toString()).status()).isZero();
    int height = ImageIO.read(sheet.toFile()).getHeight();
    Commands.run("inspect", store, "--out", sheet.toString(), "--size", "10x12");
    assertThat(height - ImageIO.read(sheet.toFile()).getHeight()).isPositive();
    assertThat((height - ImageIO.read(sheet.toFile()).getHeight()) % 74).isZero();
    refuses("--size must be height and width", Commands.run("inspect", store, "--size", "12"));

    String yaml =
        """
        tasks: {kind: episodes, uri: %s, ways: 2, shots: 1, queries: 2}
        model: {hidden: [6]}
        training: {steps: 3, tasks-per-step: 4, tasks-per-shard: 2}
        evaluation: {episodes: 4, steps: 1}
        """
            .formatted(store);
    String file = Files.writeString(directory.resolve("train.yaml"), yaml).toString();
    refuses("size must be what images are", Commands.run("explain", file));
    refuses("size must be height", Commands.run("explain", file, "--set", "tasks.size=big"));
    // Features of 4 x 5 x 3 to 6, to 2 scores: 60 * 6 + 6 + 6 * 2 + 2 numbers.
    assertThat(Commands.run("explain", file, "--set", "tasks.size=4x5").out())
        .contains("size 4x5")
        .contains("380 meta-parameters");
    String output = directory.resolve("run").toString();
    Commands.Outcome trained =
        Commands.run(
            "train", file, "--set", "tasks.size=4x5", "--master", "local[2]", "--output", output);
    assertThat(trained.status()).as(trained.error()).isZero();
  }

  @Test
  void aLongHistoryIsShownByItsNewestVersions() {
    importImages("--size", "8x8");
    for (int i = 0; i < 23; i++) {
      importImages("--size", "8x8", "--append", "--again");
    }

    String shown = Commands.run("inspect", store).out();

    assertThat(shown)
        .containsPattern("imported still earlier +3 times\n")
        .doesNotContain("imported as version 3 ")
        .containsPattern("imported as version 4 +\\[" + images)
        .containsPattern("imported as version 23 +\\[" + images);
  }

  @Test
  void damageIsStatusThree() throws IOException {
    importImages("--size", "8x8");
    try (Stream<Path> files = Files.list(directory.resolve("store/parts"))) {
      Path file = files.filter(path -> path.toString().endsWith(".examples")).findFirst().get();
      byte[] bytes = Files.readAllBytes(file);
      bytes[60] ^= 1;
      Files.write(file, bytes);
    }

    Commands.Outcome outcome = Commands.run("inspect", store, "--verify");

    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.complaints()).singleElement().asString().contains("record 0 to have");
  }

  @Test
  void aDamagedOldVersionIsPrunedAndSaid() throws IOException {
    importImages("--size", "8x8");
    importImages("--size", "8x8", "--append", "--again");
    Files.writeString(directory.resolve("store/versions/version-00000001.json"), "{");

    Commands.Outcome outcome =
        Commands.run("store", "prune", store, "--keep", "1", "--strays", "1", "--yes");

    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.out())
        .startsWith("version 1, damaged: what only it named is left to --strays\n")
        .contains("deleted 1 versions and 0 files");
    assertThat(Commands.run("inspect", store, "--verify").out()).contains("all whole");
  }

  @Test
  void anArchiveThatIsNoneIsStatusThree() throws IOException {
    images = Files.writeString(directory.resolve("images.zip"), "none").toString();
    Commands.Outcome outcome = importImages();
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains("images.zip: ", "; check the archive");
  }

  @Test
  void whatIsWrongIsStatusTwoAndASentence() {
    for (String[] wrong :
        List.of(
            new String[] {"--size", "big"},
            new String[] {"--again", "says how to append to a store; give --append too"},
            new String[] {"--size", "0x4"},
            new String[] {"--split", "1,1"},
            new String[] {"--split", "0.5,0.6,0.1"})) {
      Commands.Outcome outcome = importImages(wrong);
      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.complaints()).singleElement().asString().contains(wrong[0], wrong[1]);
    }
    assertThat(Commands.run("inspect", store).status()).isEqualTo(2);
    images = directory.resolve("none").toString();
    assertThat(importImages().status()).isEqualTo(2);
    assertThat(importImages().complaints())
        .singleElement()
        .asString()
        .contains("none does not exist");
    assertThat(Commands.run("import").status()).isEqualTo(2);
  }
}
