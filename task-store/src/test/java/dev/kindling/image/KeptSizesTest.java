package dev.kindling.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.image.Picture.Colours;
import dev.kindling.image.Picture.Ink;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.store.ColumnStatistics;
import dev.kindling.store.Fractions;
import dev.kindling.store.Manifest;
import dev.kindling.store.OpenStores;
import dev.kindling.store.Repeats;
import dev.kindling.store.Store;
import dev.kindling.store.StoreCheck;
import dev.kindling.store.StoreMaintenance;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.Augmentation;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Key;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are stored in their own sizes, and brought to a run's when they are read. */
@NeedsHadoop
class KeptSizesTest {

  private static final Configuration HADOOP = new Configuration();
  private static final Picture KEPT = new Picture(Optional.empty(), Colours.RGB, Ink.KEPT);
  private static final int CLASSES = 6;
  private static final int IMAGES = 8;

  @TempDir private Path directory;

  @BeforeEach
  void imagesOfManySizes() throws IOException {
    for (int i = 0; i < CLASSES * IMAGES; i++) {
      Path folder = Files.createDirectories(directory.resolve("images/class" + i / IMAGES));
      ImageIO.write(image(i), "png", folder.resolve(i % IMAGES + ".png").toFile());
    }
  }

  private static BufferedImage image(int number) {
    var image = new BufferedImage(width(number), height(number), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width(number) * height(number); i++) {
      int colour = (int) Key.of(number).below(i, 1 << 24);
      image.setRGB(i % width(number), i / width(number), colour);
    }
    return image;
  }

  private static int height(int number) {
    return 3 + number * 5 % 23;
  }

  private static int width(int number) {
    return 1 + number * 7 % 31;
  }

  @AfterEach
  void close() {
    new OpenStores().close();
  }

  private String uri(String store) {
    return directory.resolve(store).toUri().toString();
  }

  private Manifest create(String store, Picture picture, Fractions fractions) {
    try (var images = new ImageImport(List.of(directory.resolve("images").toString()), HADOOP)) {
      return images.run(
          picture,
          StoreWriter.create(uri(store), picture.contents(), fractions, HADOOP),
          new ImageImport.Allowed(0, Repeats.REFUSE),
          Map.of());
    }
  }

  private Manifest create(String store, Picture picture) {
    return create(store, picture, new Fractions(1, 0, 0));
  }

  private EpisodesSettings settings(String store, String size, Augmentation augmentation) {
    return new EpisodesSettings(
        uri(store), 1, "3", "2", "3", size, augmentation, Scaling.NONE, 0, 1);
  }

  private float[] pixels(String store, String size, int number) {
    EpisodesSettings settings = settings(store, size, Augmentation.NONE);
    Task task = settings.open(Split.TRAIN).sample(Key.of(number));
    return task.query().features().floats();
  }

  @Test
  void coloursAreToTheBitWhatAnImportAtTheSizeStores() {
    create("kept", KEPT);
    for (String size : List.of("28x28", "5x9", "1x1", "64x40")) {
      String[] sides = size.split("x", -1);
      int height = Integer.parseInt(sides[0]);
      int width = Integer.parseInt(sides[1]);
      create(size, new Picture(height, width, Colours.RGB, Ink.KEPT));
      for (int i = 0; i < 20; i++) {
        assertThat(pixels("kept", size, i))
            .hasSize(9 * height * width * 3)
            .isEqualTo(pixels(size, "stored", i));
      }
    }
  }

  @Test
  void graysAndInkDifferByNoMoreThanTheirRounding() {
    create("kept", new Picture(Optional.empty(), Colours.GRAY, Ink.INVERTED));
    create("sized", new Picture(11, 11, Colours.GRAY, Ink.INVERTED));

    for (int i = 0; i < 20; i++) {
      float[] expected = pixels("sized", "stored", i);
      float[] seen = pixels("kept", "11x11", i);
      assertThat(seen).hasSameSizeAs(expected);
      for (int at = 0; at < seen.length; at++) {
        assertThat(Math.abs(seen[at] - expected[at])).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void statisticsAreOfAllPixelsAndSizesOfTheTrainingSplit() {
    var fractions = new Fractions(.5, .25, .25);
    Manifest manifest = create("kept", KEPT, fractions);

    long pixels = 0;
    long green = 0;
    int least = 100;
    int most = 0;
    for (int i = 0; i < CLASSES * IMAGES; i++) {
      if (fractions.of("class" + i / IMAGES) != Split.TRAIN) {
        continue;
      }
      least = Math.min(least, height(i));
      most = Math.max(most, height(i));
      pixels += (long) width(i) * height(i);
      BufferedImage image = image(i);
      for (int at = 0; at < width(i) * height(i); at++) {
        green += image.getRGB(at % width(i), at / width(i)) >> 8 & 0xFF;
      }
    }
    assertThat(manifest.count(Split.TRAIN).examples()).isBetween(1L, CLASSES * IMAGES - 1L);
    assertThat(manifest.statistics())
        .extracting(ColumnStatistics::name)
        .endsWith("height", "width");
    ColumnStatistics channel = manifest.statistics().get(1);
    assertThat(channel.count()).isEqualTo(pixels);
    assertThat(channel.mean())
        .isCloseTo((double) green / pixels, org.assertj.core.data.Offset.offset(1e-9));
    ColumnStatistics heights = manifest.statistics().get(3);
    assertThat(heights.minimum()).isEqualTo(least);
    assertThat(heights.maximum()).isEqualTo(most);
  }

  @Test
  void suchAStoreIsVerifiedAppendedToAndCompacted() throws IOException {
    create("kept", KEPT);
    Path more = Files.createDirectories(directory.resolve("more/class0"));
    ImageIO.write(image(977), "png", more.resolve("new.png").toFile());
    List<String> paths =
        List.of(directory.resolve("images").toString(), directory.resolve("more").toString());
    try (var images = new ImageImport(paths, HADOOP)) {
      Manifest second =
          images.run(
              KEPT,
              StoreWriter.append(uri("kept"), KEPT.contents(), HADOOP),
              new ImageImport.Allowed(0, Repeats.REFUSE),
              Map.of());
      assertThat(second.count(Split.TRAIN).examples()).isEqualTo(CLASSES * IMAGES + 1);
    }
    new StoreMaintenance(uri("kept"), HADOOP).compact();

    try (BlockCache cache = new BlockCache(1 << 20);
        Store store = Store.open(uri("kept"), 3, HADOOP, cache)) {
      StoreCheck.Findings findings = StoreCheck.of(store);
      assertThat(findings.problems()).isEmpty();
      assertThat(findings.records()).isEqualTo(CLASSES * IMAGES + 1 + CLASSES);
      assertThat(store.manifest().statistics().get(3).count()).isEqualTo(CLASSES * IMAGES + 1);
    }
  }

  @Test
  void imagesOfOneSizeAreBroughtToAnotherTooAndTurnedAfterwards() {
    create("sized", new Picture(10, 14, Colours.RGB, Ink.KEPT));

    Task task =
        settings("sized", "6x6", Augmentation.ofRotations(4)).open(Split.TRAIN).sample(Key.of(1));

    assertThat(task.support().features().shape()).containsExactly(6, 6, 6, 3);
    assertThat(pixels("sized", "10x14", 4)).isEqualTo(pixels("sized", "stored", 4));
    assertThatThrownBy(
            () -> settings("sized", "stored", Augmentation.ofRotations(4)).open(Split.TRAIN))
        .hasMessageContaining("needs square images but examples of ");
  }

  @Test
  void aRunMustSayWhatItNeeds() {
    create("kept", KEPT);

    assertThatThrownBy(() -> settings("kept", "stored", Augmentation.NONE).open(Split.TRAIN))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("size must be what images are brought to, as 84x84, since")
        .hasMessageContaining("but is stored");
    assertThatThrownBy(() -> settings("kept", "84", Augmentation.NONE))
        .hasMessage("size must be height and width from 1 to 4096, as 28x28, or stored but is 84");
    assertThatThrownBy(() -> settings("kept", "5000x5", Augmentation.NONE))
        .hasMessageContaining("but is 5000x5");
  }
}
