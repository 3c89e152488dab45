package dev.kindling.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.storage.FileTree;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Key;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to an archive or to names, each image is taken whole, counted, or named. */
@NeedsHadoop
class ArchiveFuzzTest {

  private static final Configuration HADOOP = new Configuration();
  private static final int MEMBERS = 4;
  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "ñ",
          "ж",
          "日",
          "/",
          "/",
          "/",
          ".",
          "..",
          "\\",
          " ",
          "\n",
          "x.png",
          ".JPG",
          ".jpeg",
          ".png",
          ".png",
          ".gif",
          ".zip",
          "__MACOSX/",
          "é",
          "%41",
          ":");

  @TempDir private Path directory;

  /** What an archive or a folder was taken for. */
  private record Taken(TreeMap<String, String> images, int named, long others) {

    long all() {
      return images.size() + named + others;
    }
  }

  private static Taken take(Collection collection) throws IOException {
    var images = new TreeMap<String, String>();
    int named = collection.refused().size();
    for (Collection.Image image : collection.images()) {
      try {
        images.put(image.name(), image.className() + " " + Sha256.of(image.read()));
      } catch (UnreadableImage e) {
        assertThat(e.getMessage()).isNotBlank();
        named++;
      }
    }
    long others =
        collection.others().entrySet().stream()
            .filter(line -> !line.getKey().equals("empty folders"))
            .filter(line -> !line.getKey().startsWith("archives whose"))
            .mapToLong(java.util.Map.Entry::getValue)
            .sum();
    return new Taken(images, named, others);
  }

  private Taken takeArchive(byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve("images.zip"), bytes);
    FileTree tree = FileTree.of(file.toString(), HADOOP);
    try (Collection collection = Collection.ofArchive(tree, "images.zip")) {
      return take(collection);
    }
  }

  private static byte[] deflated() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < MEMBERS; i++) {
        zip.putNextEntry(new ZipEntry("class" + i + "/image.png"));
        zip.write(OddFilesTest.image(i));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] stored() {
    var zip = new ZipBytes();
    for (int i = 0; i < MEMBERS; i++) {
      zip.add("class" + i + "/image.png", OddFilesTest.image(i));
    }
    return zip.bytes();
  }

  @Test
  void aChangedArchiveIsRefusedOrItsImagesAreWholeOrNamed() throws IOException {
    int refused = 0;
    for (int i = 0; i < Mutants.COUNT; i++) {
      Key key = Mutants.key("changed archives", i);
      byte[] whole = i % 2 == 0 ? deflated() : stored();
      byte[] mutant =
          i % 5 == 0
              ? java.util.Arrays.copyOf(whole, (int) key.below(0, whole.length))
              : ImageFuzzTest.flipped(key, whole);
      Taken expected = takeArchive(whole);
      try {
        Taken seen = takeArchive(mutant);
        boolean nameChanged = !expected.images().keySet().containsAll(seen.images().keySet());
        // Names of members have no checksum; all else of an image must be as it was.
        assertThat(seen.all()).as("mutant %d", i).isEqualTo(MEMBERS);
        for (String name : seen.images().keySet()) {
          String digest = digest(seen.images().get(name));
          assertThat(nameChanged ? digests(expected) : List.of(digest(expected.images().get(name))))
              .as("mutant %d", i)
              .contains(digest);
        }
        refused += seen.named();
      } catch (ZipException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static List<String> digests(Taken taken) {
    return taken.images().values().stream().map(ArchiveFuzzTest::digest).toList();
  }

  private static String digest(String image) {
    return image.substring(image.lastIndexOf(' ') + 1);
  }

  private static String name(Key key) {
    var name = new StringBuilder();
    for (int i = 0; i < 2 + key.below(0, 6); i++) {
      name.append(PIECES.get((int) key.below(1L + i, PIECES.size())));
    }
    return name.toString();
  }

  @Test
  void everyMemberOfAnyNameIsTakenCountedOrNamed() throws IOException {
    List<Charset> charsets =
        List.of(StandardCharsets.UTF_8, Charset.forName("IBM437"), StandardCharsets.ISO_8859_1);
    int taken = 0;
    for (int i = 0; i < Mutants.COUNT; i++) {
      Key key = Mutants.key("names in archives", i);
      var zip = new ZipBytes();
      int files = 0;
      for (int k = 0; k < 3; k++) {
        Key member = key.fold(k);
        String name = name(member);
        Charset charset = charsets.get((int) key.below(1, charsets.size()));
        boolean marked = charset.equals(StandardCharsets.UTF_8) && member.below(50, 2) == 0;
        zip.add(name.getBytes(charset), marked, OddFilesTest.image(k));
        files += name.endsWith("/") ? 0 : 1;
      }
      Taken seen = takeArchive(zip.bytes());
      assertThat(seen.all()).as("mutant %d", i).isEqualTo(files);
      taken += seen.images().size();
      seen.images()
          .values()
          .forEach(image -> assertThat(image.substring(0, image.lastIndexOf(' '))).isNotBlank());
    }
    assertThat(taken).isPositive();
  }

  @Test
  void everyFileOfAnyNameIsTakenCountedOrNamed() throws IOException {
    for (int i = 0; i < Math.max(1, Mutants.COUNT / 10); i++) {
      Path folder = Files.createDirectories(directory.resolve("tree" + i));
      Key mutant = Mutants.key("names in folders", i);
      int files = 0;
      for (int k = 0; k < 10; k++) {
        Key key = mutant.fold(k);
        String name = name(key).replace("/", key.below(60, 3) == 0 ? "" : "c");
        byte[] bytes =
            name.getBytes(
                key.below(61, 2) == 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        Path file = Path.of(URI.create(folder.toUri() + (k % 2 == 0 ? "k/" : "") + escaped(bytes)));
        if (!name.isEmpty()) {
          Files.createDirectories(file.getParent());
        }
        if (!name.isEmpty() && Files.notExists(file)) {
          Files.write(file, OddFilesTest.image(k));
          boolean fit = new String(bytes, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
          files += fit && Archive.is(name) && k % 2 == 1 ? 0 : 1;
        }
      }
      FileTree tree = FileTree.of(folder.toString(), HADOOP);
      assertThat(take(Collection.ofFolder(tree)).all()).as("mutant %d", i).isEqualTo(files);
    }
  }

  private static String escaped(byte[] bytes) {
    var text = new StringBuilder();
    for (byte one : bytes) {
      text.append("%%%02X".formatted(one & 0xFF));
    }
    return text.toString();
  }
}
