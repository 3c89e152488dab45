package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.task.Augmentation;
import dev.kindling.task.ElementType;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Key;
import dev.kindling.task.MixturePart;
import dev.kindling.task.MixtureSettings;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import dev.kindling.task.TaskSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks of images that are changed for training. */
@NeedsHadoop
class AugmentedTasksTest {

  private static final Augmentation SOME = new Augmentation(1, .17, .15, .15, .2);

  @TempDir private Path directory;
  private String uri;

  @BeforeEach
  void aPlace() {
    uri = directory.resolve("store").toUri().toString();
  }

  @AfterEach
  void close() {
    new OpenStores().close();
  }

  private EpisodesSettings settings(String size, Augmentation augmentation) {
    return new EpisodesSettings(uri, 1, "4", "2", "3", size, augmentation, Scaling.UNIT, 0, 1);
  }

  @Test
  void onlyTrainingTasksAreChanged() {
    Samples.images(uri, 0, 30);
    EpisodesSettings changed = settings("stored", SOME);
    for (Split split : Split.values()) {
      String plain = Samples.digest(changed.unaugmented().open(split), 0, 20);
      String seen = Samples.digest(changed.open(split), 0, 20);
      if (split == Split.TRAIN) {
        assertThat(seen).isNotEqualTo(plain);
      } else {
        assertThat(seen).isEqualTo(plain);
      }
    }
  }

  /** Turns, widths, shifts and shears each do something by themselves. */
  @ParameterizedTest
  @CsvSource({".17,0,0,0", "0,.15,0,0", "0,0,.15,0", "0,0,0,.2"})
  void eachChangeWorksAlone(double turn, double scale, double shift, double shear) {
    Samples.images(uri, 0, 30);
    EpisodesSettings changed = settings("7x5", new Augmentation(1, turn, scale, shift, shear));
    Task plain = changed.unaugmented().open(Split.TRAIN).sample(Key.of(1));
    Task seen = changed.open(Split.TRAIN).sample(Key.of(1));

    assertThat(seen.query().features().floats()).isNotEqualTo(plain.query().features().floats());
    assertThat(seen.query().targets().floats()).isEqualTo(plain.query().targets().floats());
    assertThat(seen.support().features().shape()).containsExactly(8, 7, 5, 1);
  }

  @Test
  void oneKeyGivesTheSameBitsHoweverItIsAskedFor() {
    Samples.images(uri, 0, 30);
    TaskSource source = settings("12x12", SOME).open(Split.TRAIN);
    String digest = Samples.digest(source, 0, 20);
    new OpenStores().close();
    TaskSource again = settings("12x12", SOME).open(Split.TRAIN);
    for (int i = 19; i >= 0; i--) {
      again.expect(Key.of(7).fold(i));
    }
    assertThat(Samples.digest(again, 0, 20)).isEqualTo(digest);
    // On every machine.
    assertThat(digest)
        .isEqualTo("fee7c9a784a799631c231a78dde03dfc2e717af338e491bb7a7a672623805915");
  }

  /** Where all stored images are alike, only their changes tell them apart. */
  @Test
  void eachImageOfATaskIsChangedInItsOwnWay() {
    StoreWriter writer =
        StoreWriter.create(
            uri,
            new ExampleContents(ElementType.U8, List.of(9, 9, 1)),
            new Fractions(1, 0, 0),
            Samples.HADOOP);
    byte[] cross = new byte[81];
    Arrays.fill(cross, 36, 45, (byte) 255);
    cross[13] = (byte) 255;
    try (ExamplePart part = writer.target().openExamples(0, Samples.HADOOP)) {
      for (int i = 0; i < 6; i++) {
        part.add("class" + i, List.of(cross, cross, cross, cross, cross));
      }
      writer.commit(List.of(part.finish()), Map.of());
    }
    Set<String> seen = new HashSet<>();
    for (int task = 0; task < 10; task++) {
      Task drawn = settings("stored", SOME).open(Split.TRAIN).sample(Key.of(task));
      for (var examples : List.of(drawn.support(), drawn.query())) {
        float[] all = examples.features().floats();
        for (int i = 0; i < examples.count(); i++) {
          seen.add(Arrays.toString(Arrays.copyOfRange(all, 81 * i, 81 * i + 81)));
        }
      }
    }
    assertThat(seen).hasSize(10 * 4 * 5);
  }

  @Test
  void classesAreTurnedInEverySplitThatIsAskedToButNoneUnaugmented() {
    Samples.images(uri, 0, 30);
    // The test split has 4 classes.
    EpisodesSettings turned =
        new EpisodesSettings(
            uri, 1, "16", "2", "3", "stored", Augmentation.ofRotations(4), Scaling.UNIT, 0, 1);
    assertThat(turned.open(Split.TEST).sample(Key.of(0)).query().count()).isEqualTo(48);
    assertThatThrownBy(() -> turned.unaugmented().open(Split.TEST))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("episodes of 16 classes");
  }

  @Test
  void aMixtureIsUnaugmentedInEachOfItsParts() {
    var mixture =
        new MixtureSettings(
            List.of(
                new MixturePart("one", 1, settings("stored", SOME)),
                new MixturePart("two", 2, settings("stored", Augmentation.ofRotations(4)))));

    assertThat(mixture.unaugmented().parts())
        .extracting(MixturePart::tasks)
        .containsOnly(settings("stored", Augmentation.NONE));
    assertThat(mixture.unaugmented().share(1)).isEqualTo(mixture.share(1));
  }

  @Test
  void imagesOfTheirOwnSizesAreChangedOnTheWayToOne() {
    Samples.imagesOfOwnSizes(uri, 20);
    EpisodesSettings changed =
        new EpisodesSettings(uri, 1, "3", "1", "2", "8x6", SOME, Scaling.UNIT, 0, 1);
    Task task = changed.open(Split.TRAIN).sample(Key.of(0));
    Task plain = changed.unaugmented().open(Split.TRAIN).sample(Key.of(0));
    // These images are of one colour each, and so is the ground beside them.
    assertThat(task.query().features().floats()).isEqualTo(plain.query().features().floats());
  }

  @Test
  void whatIsNoImageOfBytesIsRefused() {
    StoreWriter writer =
        StoreWriter.create(
            uri,
            new ExampleContents(ElementType.U8, List.of(16)),
            new Fractions(1, 0, 0),
            Samples.HADOOP);
    try (ExamplePart part = writer.target().openExamples(0, Samples.HADOOP)) {
      for (int i = 0; i < 6; i++) {
        part.add("class" + i, Samples.images(i));
      }
      writer.commit(List.of(part.finish()), Map.of());
    }
    assertThatThrownBy(() -> settings("stored", SOME).open(Split.TRAIN))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("augmentation changes images of bytes but")
        .hasMessageContaining("holds examples of type U8 and shape [16]; set its turn, scale,");
  }

  @Test
  void settingsOutsideOfTheirBoundsAreRefused() {
    assertThatThrownBy(() -> new Augmentation(1, -.1, 0, 0, 0))
        .hasMessage("turn must be between 0 and 3.15 but is -0.1");
    assertThatThrownBy(() -> new Augmentation(1, 0, 1, 0, 0))
        .hasMessage("scale must be between 0 and 0.9 but is 1");
    assertThatThrownBy(() -> new Augmentation(1, 0, 0, 1.5, 0)).hasMessageContaining("shift must");
    assertThatThrownBy(() -> new Augmentation(1, 0, 0, 0, Double.NaN))
        .hasMessageContaining("shear must");
    assertThatThrownBy(() -> Augmentation.ofRotations(5))
        .hasMessage("rotations must be between 1 and 4 but is 5");
  }
}
