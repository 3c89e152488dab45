package dev.kindling.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.store.Fractions;
import dev.kindling.store.Manifest;
import dev.kindling.store.Repeats;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.Split;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What else lies in folders and archives than images that can be read: none passes in silence. */
@NeedsHadoop
class OddFilesTest {

  private static final Picture GRAY = new Picture(2, 2, Picture.Colours.GRAY, Picture.Ink.KEPT);
  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path directory;
  private int stores;

  static byte[] image(int number) {
    PngBytes.Samples samples = (y, x, channel) -> number >> (8 * y) & 0xFF;
    return new PngBytes()
        .header(1, 2, 8, 0, 0)
        .pixels(PngBytes.filtered(1, 2, 8, 1, 0, samples))
        .end();
  }

  private void file(String name, byte[] content) throws IOException {
    Path file = directory.resolve("tree").resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private Manifest run(int damaged, List<String> left, Path... paths) {
    String uri = directory.resolve("store" + stores++).toUri().toString();
    List<String> names = java.util.stream.Stream.of(paths).map(Path::toString).toList();
    try (var images = new ImageImport(names, HADOOP)) {
      var writer = StoreWriter.create(uri, GRAY.contents(), new Fractions(1, 0, 0), HADOOP);
      Manifest manifest =
          images.run(GRAY, writer, new ImageImport.Allowed(damaged, Repeats.REFUSE), Map.of());
      left.addAll(images.damaged());
      return manifest;
    }
  }

  private void assertLeftOut(Path path, String sentence) {
    assertThatThrownBy(() -> run(0, new ArrayList<>(), path))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("at most 0 damaged images are allowed but there are ")
        .hasMessageContaining(sentence);
  }

  private Path zip(ZipBytes zip) throws IOException {
    return Files.write(directory.resolve("images.zip"), zip.bytes());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aMemberWhoseChecksumIsWrongIsNamed() throws IOException {
    var crc = new CRC32();
    crc.update(image(2));
    ZipBytes zip = new ZipBytes().add("a/1.png", image(1));
    zip.add(utf8("a/2.png"), 0, crc.getValue() ^ 1, image(2));
    Path path = zip(zip);

    assertLeftOut(path, "first a/2.png in " + path + " is damaged or encrypted in the archive: ");
    var left = new ArrayList<String>();
    Manifest manifest = run(1, left, path);
    assertThat(manifest.count(Split.TRAIN).examples()).isEqualTo(1);
    assertThat(manifest.report())
        .containsEntry("images seen", 2L)
        .containsEntry("images left out as damaged", 1L);
    assertThat(left).hasSize(1);
  }

  @Test
  void membersOfOneNameAreNamedAndNoneIsTaken() throws IOException {
    ZipBytes zip = new ZipBytes().add("a/1.png", image(1)).add("a/1.png", image(2));
    Path path = zip(zip.add("a/3.png", image(3)));

    assertLeftOut(path, "there are 2, first a/1.png in ");
    assertLeftOut(path, "is in the archive 2 times, and nothing says which one is meant");
    assertThat(run(2, new ArrayList<>(), path).count(Split.TRAIN).examples()).isEqualTo(1);
  }

  @Test
  void namesThatLeadElsewhereAreRefused() throws IOException {
    for (String name : List.of("../a/1.png", "/a/1.png", "a/../../b/1.png", "a/./1.png")) {
      Path path = zip(new ZipBytes().add(name, image(1)).add("b/2.png", image(2)));
      assertLeftOut(path, name + " in " + path + " has a name that leads out of its folder");
    }
    Path backslash = zip(new ZipBytes().add("a\\1.png", image(1)).add("b/2.png", image(2)));
    assertLeftOut(backslash, "has a backslash in its name");
    Path blank = zip(new ZipBytes().add(" /1.png", image(1)).add("b/2.png", image(2)));
    assertLeftOut(blank, "lies in a folder of a blank name");
    file(" /1.png", image(1));
    file("b/1.png", image(2));
    assertLeftOut(directory.resolve("tree"), "lies in a folder of a blank name");
  }

  @Test
  void namesInArchivesAreUtf8OrElseCp437() throws IOException {
    Charset old = Charset.forName("IBM437");
    Path unmarked = zip(new ZipBytes().add(utf8("añb/1.png"), false, image(1)));
    assertThat(classes(unmarked)).containsExactly("añb");

    ZipBytes zip = new ZipBytes().add("añb/1.png".getBytes(old), false, image(1));
    Path cp437 = zip(zip.add(utf8("grün/2.png"), true, image(2)));
    assertThat(classes(cp437)).containsExactly("añb", "grün");
    assertThat(run(0, new ArrayList<>(), cp437).report())
        .containsEntry("archives whose names are taken as CP437", 1L);

    byte[] latin = "añb/1.png".getBytes(StandardCharsets.ISO_8859_1);
    Path wrong = zip(new ZipBytes().add(latin, true, image(1)));
    assertThatThrownBy(() -> classes(wrong))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("cannot read class folders of images")
        .hasMessageEndingWith("; check the archive");
  }

  @Test
  void aCutArchiveIsRefusedWhereverItIsCut() throws IOException {
    byte[] whole = new ZipBytes().add("a/1.png", image(1)).add("b/2.png", image(2)).bytes();
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(directory.resolve("cut.zip"), java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> classes(cut))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.DATA))
          .hasMessageEndingWith("; check the archive");
    }
  }

  private List<String> classes(Path path) {
    List<String> names = new ArrayList<>();
    try (var images = new ImageImport(List.of(path.toString()), HADOOP)) {
      names.addAll(images.classNames());
    }
    return names;
  }

  @Test
  void archivesWithinOthersAndImagesOfOtherFormatsAreCounted() throws IOException {
    Path inner = zip(new ZipBytes().add("x/1.png", image(9)));
    file("a/1.png", image(1));
    file("a/inner.zip", Files.readAllBytes(inner));
    file("a/2.gif", new byte[1]);
    file("a/3.webp", new byte[1]);
    file("a/.4.png", image(4));
    file("5.png", image(5));
    Files.createDirectories(directory.resolve("tree/b/c"));
    byte[] nested = Files.readAllBytes(inner);
    Files.write(
        directory.resolve("tree/zip.zip"),
        new ZipBytes().add("d/6.png", image(6)).add("d/7.zip", nested).bytes());

    Manifest manifest = run(0, new ArrayList<>(), directory.resolve("tree"));

    assertThat(manifest.count(Split.TRAIN).classes()).isEqualTo(2);
    assertThat(manifest.report())
        .containsEntry("images seen", 2L)
        .containsEntry("archives within archives or class folders, left closed", 2L)
        .containsEntry("images of formats other than PNG and JPEG", 2L)
        .containsEntry("files that are no images", 1L)
        .containsEntry("images outside of class folders", 1L)
        .containsEntry("empty folders", 1L);
  }

  @Test
  void aFolderWithoutImagesIsRefusedByWhatItHas() throws IOException {
    file("a/2.gif", new byte[1]);
    file("5.png", image(5));

    assertThatThrownBy(() -> run(0, new ArrayList<>(), directory.resolve("tree")))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("1 images of formats other than PNG and JPEG")
        .hasMessageContaining("1 images outside of class folders; check the paths");
  }

  @Test
  @Timeout(60)
  void whatIsNoFileIsNamedAndNeverOpened() throws Exception {
    file("a/1.png", image(1));
    Path pipe = directory.resolve("tree/a/pipe.png");
    int made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    assertThat(made).isZero();
    Files.createSymbolicLink(directory.resolve("tree/a/gone.jpg"), Path.of("nowhere"));

    assertLeftOut(directory.resolve("tree"), "a/gone.jpg in ");
    var left = new ArrayList<String>();
    run(2, left, directory.resolve("tree"));
    assertThat(left).hasSize(2);
    assertThat(left.get(0)).endsWith("is a link that leads nowhere");
    assertThat(left.get(1)).endsWith("is no file but a pipe or a device");
    assertThatThrownBy(() -> run(0, left, pipe))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("to be a folder or a file but it is a pipe or a device");
  }

  @Test
  void aNameThatIsNoUtf8IsRefusedByIt() throws IOException {
    file("a/1.png", image(1));
    String tree = directory.resolve("tree").toUri().toString();
    Files.write(Path.of(URI.create(tree + "a/caf%E9.png")), image(2));
    Files.createDirectory(Path.of(URI.create(tree + "caf%E9")));

    assertLeftOut(directory.resolve("tree"), "there are 2, first a/caf\\xe9.png in ");
    var left = new ArrayList<String>();
    run(2, left, directory.resolve("tree"));
    assertThat(left.get(1)).startsWith("caf\\xe9/ in ").endsWith("has a name that is no UTF-8");
  }

  @Test
  void aNameWithLineBreaksIsToldInOneLine() throws IOException {
    file("a/1\n\u001b[31m.png", new byte[1]);
    var left = new ArrayList<String>();
    file("a/2.png", image(2));
    run(1, left, directory.resolve("tree"));
    assertThat(left).hasSize(1);
    assertThat(left.get(0)).startsWith("a/1 [31m.png in ");
  }

  /** Java's own lists show only what the locale can hold. */
  @Test
  void aLocaleWithoutUtf8ChangesNothing() throws Exception {
    file("grün/ж.png", image(1));
    Files.write(directory.resolve("tree/é.zip"), new ZipBytes().add("blå/1.png", image(2)).bytes());
    Path log = directory.resolve("log");
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            PlainImport.class.getName(),
            directory.resolve("tree").toString(),
            directory.resolve("made").toString());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();

    assertThat(process.waitFor()).as("%s", Files.readString(log)).isZero();
    assertThat(Files.readString(log)).contains("blå grün, 2 images");
    assertThat(Files.readString(log)).contains("the encoding ANSI_X3.4-1968, which does not hold");
  }
}
