package dev.kindling.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.store.ExampleContents;
import dev.kindling.store.Fractions;
import dev.kindling.store.Manifest;
import dev.kindling.store.Repeats;
import dev.kindling.store.StoreMaintenance;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.Augmentation;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Key;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsHadoop
class ImageImportTest {

  private static final Picture GRAY = new Picture(4, 4, Picture.Colours.GRAY, Picture.Ink.INVERTED);

  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path directory;

  /** White but for a black bar at the top, {@code number} + 1 pixels wide. */
  private static byte[] drawing(int number, String format) throws IOException {
    var image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, 0xFFFFFF);
    }
    for (int x = 0; x <= number; x++) {
      image.setRGB(x, 0, 0);
      image.setRGB(x, 1, 0);
    }
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private void file(String name, byte[] bytes) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private Path zip(String name, String root, List<String> classes) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String ofClass : classes) {
        for (int i = 0; i < 4; i++) {
          zip.putNextEntry(new ZipEntry(root + "/" + ofClass + "/" + i + ".png"));
          zip.write(drawing(i, "png"));
        }
      }
    }
    return file;
  }

  private Manifest run(int damaged, Path... paths) {
    return run(
        contents -> StoreWriter.create(uri(), contents, new Fractions(1, 0, 0), HADOOP),
        new ImageImport.Allowed(damaged, Repeats.REFUSE),
        paths);
  }

  private Manifest append(Path... paths) {
    return append(Repeats.REFUSE, paths);
  }

  private Manifest append(Repeats repeats, Path... paths) {
    return run(
        contents -> StoreWriter.append(uri(), contents, HADOOP),
        new ImageImport.Allowed(0, repeats),
        paths);
  }

  private static Manifest run(
      Function<ExampleContents, StoreWriter> writer, ImageImport.Allowed allowed, Path... paths) {
    List<String> names = Stream.of(paths).map(Path::toString).toList();
    try (var images = new ImageImport(names, HADOOP)) {
      return images.run(
          GRAY, writer.apply(GRAY.contents()), allowed, Map.of("imported", names.toString()));
    }
  }

  private String uri() {
    return directory.resolve("store").toUri().toString();
  }

  @Test
  void classesOfTwoArchivesInAFolderAreOne() throws IOException {
    zip("zips/one.zip", "one", List.of("greek/alpha", "latin/a"));
    zip("zips/two.zip", "two", List.of("greek/alpha", "greek/beta"));

    Manifest manifest = run(0, directory.resolve("zips"));

    assertThat(manifest.count(Split.TRAIN).classes()).isEqualTo(3);
    assertThat(manifest.count(Split.TRAIN).examples()).isEqualTo(12);
    assertThat(manifest.report())
        .containsEntry("classes found whole in several places", 1L)
        .containsEntry("images found again in their class", 4L)
        .containsEntry("images seen", 16L);
  }

  @Test
  void anAppendAddsOnlyWhatTheStoreHasNot() throws IOException {
    Path one = zip("one.zip", "one", List.of("alpha", "beta"));
    run(0, one);
    file("tree/beta/new.png", drawing(6, "png"));
    file("tree/gamma/new.png", drawing(6, "png"));

    Manifest manifest = append(one, directory.resolve("tree"));

    assertThat(manifest.version()).isEqualTo(2);
    assertThat(manifest.count(Split.TRAIN).classes()).isEqualTo(3);
    assertThat(manifest.count(Split.TRAIN).examples()).isEqualTo(8 + 2);
    assertThat(manifest.count(Split.TRAIN).most()).isEqualTo(5);
    assertThat(manifest.report())
        .containsEntry("images that the store had", 8L)
        .containsEntry("classes left out without images", 0L);
    assertThat(append(Repeats.TAKE, one).counts()).isEqualTo(manifest.counts());
  }

  @Test
  void anImageThatTheStoreHasDamagedIsStoredAgain() throws IOException {
    Path one = zip("one.zip", "one", List.of("alpha"));
    run(0, one);
    try (Stream<Path> files = Files.list(directory.resolve("store/parts"))) {
      Path file = files.filter(path -> path.toString().endsWith(".examples")).findFirst().get();
      byte[] bytes = Files.readAllBytes(file);
      bytes[60] ^= 1;
      Files.write(file, bytes);
    }

    Manifest manifest = append(one);

    assertThat(manifest.count(Split.TRAIN).examples()).isEqualTo(4 + 1);
    assertThat(manifest.report())
        .containsEntry("images that the store had", 3L)
        .containsEntry("images that the store had, damaged", 1L);
    assertThat(append(Repeats.TAKE, one).counts()).isEqualTo(manifest.counts());
  }

  @Test
  void namesMayHoldWhatUrisMayNot() throws IOException {
    file("tree/a: b #1/x y%20.png", drawing(1, "png"));
    file("tree/a: b #1/é?.png", drawing(2, "png"));

    assertThat(run(0, directory.resolve("tree")).count(Split.TRAIN).examples()).isEqualTo(2);
  }

  @Test
  void aLinkThatLeadsBackIsRefused() throws IOException {
    file("tree/a/1.png", drawing(1, "png"));
    Files.createSymbolicLink(directory.resolve("tree/a/back"), directory.resolve("tree"));

    assertThatThrownBy(() -> run(0, directory.resolve("tree")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("as where a link leads back");
  }

  @Test
  void picturesAreShrunkInvertedAndRightSideUp() throws IOException {
    for (int i = 0; i < 8; i++) {
      file("tree/same/" + i + ".png", drawing(i, "png"));
      file("tree/other/" + i + ".jpg", drawing(i, "jpg"));
    }
    file("tree/readme.txt", new byte[3]);

    Manifest manifest = run(0, directory.resolve("tree"));

    assertThat(manifest.report()).containsEntry("files that are no images", 1L);
    var settings =
        new EpisodesSettings(
            uri(), 1, "2", "4", "4", "stored", Augmentation.NONE, Scaling.UNIT, 0, 1);
    Task task = settings.open(Split.TRAIN).sample(Key.of(1));
    float[] pixels = task.support().features().floats();
    for (int image = 0; image < task.support().count(); image++) {
      float top = 0;
      float rest = 0;
      for (int i = 0; i < 16; i++) {
        float value = pixels[16 * image + i];
        top += i < 4 ? value : 0;
        rest += i < 4 ? 0 : value;
      }
      assertThat(top).isGreaterThan(rest + .1f);
    }
    BufferedImage sheet = ImageIO.read(new ByteArrayInputStream(ContactSheet.of(task).png()));
    assertThat(sheet.getHeight()).isEqualTo(2 * 6 + 2);
    assertThat(ContactSheet.of(task).text().lines()).hasSize(2);
  }

  @Test
  void aDamagedImageIsNamedAndLeftOutUpToACount() throws IOException {
    for (int i = 0; i < 3; i++) {
      file("tree/a/" + i + ".png", drawing(i, "png"));
    }
    byte[] cut = java.util.Arrays.copyOf(drawing(3, "png"), 40);
    file("tree/a/3.png", cut);

    assertThatThrownBy(() -> run(0, directory.resolve("tree")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("there are 1, first a/3.png in ")
        .hasMessageContaining("raise --damaged");
    assertThat(run(1, directory.resolve("tree")).report())
        .containsEntry("images left out as damaged", 1L);
  }

  @Test
  void aRefusedImportLeavesNoFileBehind() throws IOException {
    zip("one.zip", "one", List.of("alpha", "beta"));
    file("tree/a/0.png", drawing(0, "png"));
    file("tree/b/0.png", java.util.Arrays.copyOf(drawing(3, "png"), 40));

    assertThatThrownBy(() -> run(0, directory.resolve("tree"))).hasMessageContaining("--damaged");
    assertThat(parts()).isEmpty();

    run(0, directory.resolve("one.zip"));
    List<String> before = parts();
    assertThat(before).isNotEmpty();
    assertThatThrownBy(() -> append(directory.resolve("tree"))).hasMessageContaining("--damaged");
    assertThat(parts()).isEqualTo(before);
  }

  @Test
  void anImportThatAnotherOvertookLeavesNoFileBehind() throws IOException {
    Path one = zip("one.zip", "one", List.of("alpha"));
    file("tree/beta/0.png", drawing(5, "png"));
    run(0, one);
    StoreWriter slow = StoreWriter.append(uri(), GRAY.contents(), HADOOP);
    append(directory.resolve("tree"));
    List<String> before = parts();

    assertThatThrownBy(
            () ->
                run(
                    contents -> slow,
                    new ImageImport.Allowed(0, Repeats.REFUSE),
                    zip("two.zip", "two", List.of("gamma"))))
        .hasMessageContaining("was made by another writer meanwhile");
    assertThat(parts()).isEqualTo(before);
  }

  private List<String> parts() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("store/parts"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  @Test
  void imagesThatTheStoreTookBeforeAreRefused() throws IOException {
    Path one = zip("one.zip", "one", List.of("alpha", "beta"));
    run(0, one);
    file("tree/beta/new.png", drawing(6, "png"));
    append(directory.resolve("tree"));
    List<String> before = parts();
    Path moved = zip("moved.zip", "other", List.of("beta", "alpha"));

    assertThatThrownBy(() -> append(moved))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "images that are new are expected but the 8 of [%s] were imported to %s as its version 1"
                    .formatted(moved, uri())
                + " already; name what is new, or give --again to import them all the same");
    Path some = zip("some.zip", "one", List.of("alpha"));
    assertThatThrownBy(() -> append(some))
        .hasMessageStartingWith(
            "images that are new are expected but the 4 of [%s] are in %s already; "
                .formatted(some, uri()));
    file("broken/beta/new.png", new byte[3]);
    assertThatThrownBy(
            () ->
                run(
                    contents -> StoreWriter.append(uri(), contents, HADOOP),
                    new ImageImport.Allowed(1, Repeats.REFUSE),
                    directory.resolve("broken")))
        .hasMessageContaining(
            "but none of [%s] can be read".formatted(directory.resolve("broken")));
    assertThat(parts()).isEqualTo(before);
    assertThat(append(Repeats.TAKE, moved).version()).isEqualTo(3);
  }

  @Test
  void whatEveryVersionWasImportedFromIsKept() throws IOException {
    Path one = zip("one.zip", "one", List.of("alpha"));
    Path two = zip("two.zip", "two", List.of("beta"));
    Path three = zip("three.zip", "three", List.of("gamma"));
    run(0, one);
    append(two);
    new StoreMaintenance(uri(), HADOOP).compact();

    assertThat(append(three).provenance())
        .containsEntry("imported", List.of(three).toString())
        .containsEntry("imported as version 1", List.of(one).toString())
        .containsEntry("imported as version 2", List.of(two).toString())
        .doesNotContainKey("imported as version 3");
  }

  @Test
  void severalDamagedImagesAreNamed() throws IOException {
    for (int i = 0; i < 7; i++) {
      file("tree/a/" + i + ".png", java.util.Arrays.copyOf(drawing(i, "png"), 40 + i));
    }

    assertThatThrownBy(() -> run(1, directory.resolve("tree")))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "at most 1 damaged images are allowed but there are 7, first a/0.png in ")
        .hasMessageContaining("; a/1.png in ")
        .hasMessageContaining("; a/4.png in ")
        .hasMessageNotContaining("a/5.png")
        .hasMessageEndingWith("; and 2 more; mend or remove them, or raise --damaged");
  }

  @Test
  void nothingToImportIsRefused() throws IOException {
    file("tree/notes.txt", new byte[1]);

    assertThatThrownBy(() -> run(0, directory.resolve("tree")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("PNG or JPEG images in a folder for each class are expected");
    assertThatThrownBy(() -> run(0, directory.resolve("nowhere")))
        .hasMessageContaining("nowhere does not exist; correct the path");
  }
}
