package dev.kindling.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.form.FeatureScale;
import dev.kindling.form.ImageForm;
import dev.kindling.form.Tone;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.store.ExampleContents;
import dev.kindling.store.Fractions;
import dev.kindling.store.OpenStores;
import dev.kindling.store.Repeats;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.Augmentation;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.ImageSize;
import dev.kindling.task.Key;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.TaskSource;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An image file becomes what an import and a source make of it, to the last bit. */
@NeedsHadoop
class ImageFeaturesTest {

  private static final Configuration HADOOP = new Configuration();
  private static final int IMAGES = 24;

  @TempDir private Path directory;

  @AfterEach
  void forgetStores() {
    new OpenStores().close();
  }

  private List<Path> draw() throws IOException {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      var image = new BufferedImage(9 + i % 4, 7 + i % 3, BufferedImage.TYPE_INT_RGB);
      for (int at = 0; at < image.getWidth() * image.getHeight(); at++) {
        int rgb = (int) Key.of(i).below(at, 1 << 24);
        image.setRGB(at % image.getWidth(), at / image.getWidth(), rgb);
      }
      Path folder = Files.createDirectories(directory.resolve("images/class" + i % 6));
      Path file = folder.resolve(i + ".png");
      ImageIO.write(image, "png", file.toFile());
      files.add(file);
    }
    return files;
  }

  private void importAll(Picture picture) {
    String uri = directory.resolve("store").toUri().toString();
    try (var images = new ImageImport(List.of(directory.resolve("images").toString()), HADOOP)) {
      images.run(
          picture,
          StoreWriter.create(uri, picture.contents(), new Fractions(1, 0, 0), HADOOP),
          new ImageImport.Allowed(0, Repeats.REFUSE),
          Map.of(ExampleContents.PICTURE_KEY, picture.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5x6, GRAY, INVERTED, stored, STANDARD",
    "5x6, RGB, KEPT, 4x4, UNIT",
    "own, RGB, INVERTED, 6x5, STANDARD",
    "own, GRAY, KEPT, 3x3, NONE"
  })
  void filesBecomeTheFeaturesOfTheSource(
      String size, Picture.Colours colours, Picture.Ink ink, String asked, Scaling scaling)
      throws IOException {
    List<Path> files = draw();
    Optional<ImageSize> kept = ImageSize.parse("size", size, "own");
    importAll(new Picture(kept, colours, ink));
    String uri = directory.resolve("store").toUri().toString();
    TaskSource source =
        new EpisodesSettings(uri, 1, "4", "1", "2", asked, Augmentation.NONE, scaling, 0, 1)
            .open(Split.TRAIN);
    ImageForm form = (ImageForm) source.form();
    Set<String> all = new HashSet<>();
    for (Path file : files) {
      all.add(Arrays.toString(ImageFeatures.of(Files.readAllBytes(file), file.toString(), form)));
    }
    Set<String> seen = new HashSet<>();
    for (int draw = 0; draw < 40; draw++) {
      var features = source.sample(Key.of(draw)).query().features();
      int each = form.shape().stream().reduce(1, (a, b) -> a * b);
      for (int i = 0; i < features.shape()[0]; i++) {
        seen.add(Arrays.toString(Arrays.copyOfRange(features.floats(), i * each, i * each + each)));
      }
    }

    assertThat(seen).hasSizeGreaterThan(IMAGES / 2);
    assertThat(all).containsAll(seen);
    assertThat(form.shape()).isEqualTo(source.shape().features());
  }

  @Test
  void whatIsNoImageIsOneSentence() {
    ImageForm form = new ImageForm(5, 5, 5, 5, 1, Tone.KEPT, FeatureScale.none());

    assertThatThrownBy(() -> ImageFeatures.of(new byte[] {1, 2, 3}, "a.png", form))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "a PNG or JPEG image is expected but a.png is neither PNG nor JPEG; mend it or leave it out");
    ImageForm unknown = new ImageForm(5, 5, 5, 5, 1, Tone.UNKNOWN, FeatureScale.none());
    assertThatThrownBy(() -> ImageFeatures.of(new byte[] {1, 2, 3}, "a.png", unknown))
        .hasMessageStartingWith("a model of imported images is expected but this one learned from");
  }
}
