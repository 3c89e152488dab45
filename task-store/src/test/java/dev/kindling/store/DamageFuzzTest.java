package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.storage.Sha256;
import dev.kindling.task.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a file of a store is noticed: by a sentence, not by a crash. */
@NeedsHadoop
class DamageFuzzTest {

  private static final int CASES = 1500 * Integer.getInteger("kindling.test.mutants", 1);

  private final long seed = Long.getLong("kindling.test.seed", System.nanoTime());

  @TempDir private Path directory;
  private Path store;
  private String uri;

  @BeforeEach
  void aPlace() {
    System.out.println("DamageFuzzTest: seed " + seed);
    store = directory.resolve("store");
    uri = store.toUri().toString();
  }

  @Test
  void anyFlippedByteOfAStoreOfExamplesIsNoticed() throws IOException {
    Samples.images(uri, 0, 6);
    flipBytes();
  }

  @Test
  void anyFlippedByteOfAStoreOfImagesOfOwnSizesIsNoticed() throws IOException {
    Samples.imagesOfOwnSizes(uri, 6);
    flipBytes();
  }

  @Test
  void anyFlippedByteOfAStoreOfTasksIsNoticed() throws IOException {
    Samples.tasks(uri, 0, 8);
    flipBytes();
  }

  private void flipBytes() throws IOException {
    List<Path> files = files();
    for (int i = 0; i < CASES; i++) {
      Key key = Key.of(seed).fold(i);
      Path file = files.get((int) key.below(0, files.size()));
      byte[] whole = Files.readAllBytes(file);
      byte[] changed = whole.clone();
      int at = (int) key.below(1, whole.length);
      changed[at] ^= (byte) (1 + key.below(2, 255));
      Files.write(file, changed);
      assertThat(problems()).as("byte %d of %s, case %d", at, file, i).isNotEmpty();
      Files.write(file, whole);
    }
    assertThat(problems()).isEmpty();
  }

  @Test
  void randomBytesAndCutFilesAreNoticed() throws IOException {
    Samples.tasks(uri, 0, 8);
    List<Path> files = files();
    for (int i = 0; i < CASES / 2; i++) {
      Key key = Key.of(seed).fold("bytes").fold(i);
      Path file = files.get((int) key.below(0, files.size()));
      byte[] whole = Files.readAllBytes(file);
      Files.write(file, i % 2 == 0 ? random(key) : cut(key, whole));
      assertThat(problems()).as("%s, case %d", file, i).isNotEmpty();
      Files.write(file, whole);
    }
    assertThat(problems()).isEmpty();
  }

  private static byte[] random(Key key) {
    byte[] bytes = new byte[(int) key.below(0, 500)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) key.below(i + 1L, 256);
    }
    return bytes;
  }

  private static byte[] cut(Key key, byte[] whole) {
    return java.util.Arrays.copyOf(whole, (int) key.below(1, whole.length));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList();
    }
  }

  /** What verifying says; a fault of data, which names the file, is what opening may end in. */
  private List<String> problems() {
    try (BlockCache cache = new BlockCache(0);
        Store open = Store.open(uri, 1, Samples.HADOOP, cache)) {
      return StoreCheck.of(open).problems();
    } catch (Fault fault) {
      assertThat(fault.kind()).isEqualTo(Fault.Kind.DATA);
      assertThat(fault.getMessage()).contains("version-00000001.json");
      return List.of(fault.getMessage());
    }
  }

  /** A manifest that was made on purpose, with the right checksum, is still read with care. */
  @Test
  void aSealedManifestOfNonsenseIsRefusedWithASentence() throws IOException {
    Samples.tasks(uri, 0, 8);
    Path manifest = store.resolve("versions/version-00000001.json");
    String text = Files.readString(manifest);
    List<String> survivors = new ArrayList<>();
    for (int i = 0; i < CASES / 2; i++) {
      Key key = Key.of(seed).fold("json").fold(i);
      char[] characters = text.toCharArray();
      int at = (int) key.below(0, text.indexOf("\"sha256\"", text.length() - 100));
      characters[at] = (char) (32 + key.below(1, 95));
      Files.writeString(manifest, sealed(new String(characters)));
      if (problems().isEmpty()) {
        survivors.add(text.charAt(at) + " -> " + characters[at]);
      }
    }
    // Names, reports and statistics may hold anything; most of a manifest may not.
    assertThat(survivors).hasSizeLessThan(CASES / 4);
  }

  private static String sealed(String text) {
    int at = text.lastIndexOf("\"sha256\" : \"") + "\"sha256\" : \"".length();
    String blank = text.substring(0, at) + "0".repeat(64) + text.substring(at + 64);
    String digest = Sha256.of(blank.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return text.substring(0, at) + digest + text.substring(at + 64);
  }

  @Test
  void anyBytesAreNoRecord() {
    for (int i = 0; i < 2 * CASES; i++) {
      byte[] bytes = random(Key.of(seed).fold("record").fold(i));
      if (i % 2 == 0 && bytes.length > 4) {
        bytes[0] = (byte) Math.min(20, bytes.length - 4);
        bytes[1] = 0;
        bytes[2] = 0;
        bytes[3] = 0;
      }
      refusesOrReads(() -> StoredTask.of(bytes, Samples.TABLE));
      refusesOrReads(() -> ClassEntry.of(bytes));
      refusesOrReads(() -> StoredImage.of(bytes, 3));
    }
  }

  private static void refusesOrReads(Runnable read) {
    try {
      read.run();
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
