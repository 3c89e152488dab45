package dev.kindling.hdfs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.storage.BlockCache;
import dev.kindling.store.Store;
import dev.kindling.store.StoreCheck;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A writer killed at any instant leaves versions that are whole, or none. */
class KilledWriterTest {

  /** More by hand: {@code -Dkindling.test.kills=50}. */
  private static final int KILLS = Integer.getInteger("kindling.test.kills", 10);

  private static final int TASKS = 300;

  /** Of a version: two parts of three splits. */
  private static final int FILES = 6;

  private final long seed = Long.getLong("kindling.test.seed", System.nanoTime());

  @TempDir private Path directory;

  @Test
  void everyVersionThatExistsIsWhole() throws Exception {
    System.out.println("KilledWriterTest: seed " + seed);
    Path store = directory.resolve("store");
    String uri = store.toUri().toString();
    int versions = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      run(uri, versions, kill, store);
      versions = manifests(store);
      assertWhole(uri, versions);
    }
    assertThat(versions).isPositive();
  }

  private void run(String uri, int before, int kill, Path store) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            AppendingProgram.class.getName(),
            uri,
            Integer.toString(before));
    Process process = start(command, kill);
    Key key = Key.of(seed).fold(kill);
    // Within a few versions, which new files show; the first kill comes after a commit.
    long files = files(store) + (kill == 0 ? FILES : 0) + 1 + key.below(0, 3 * FILES);
    while (files(store) < files) {
      if (process.waitFor(1, TimeUnit.MILLISECONDS)) {
        throw new AssertionError("ended by itself:\n" + Files.readString(log(kill)));
      }
    }
    process.waitFor((long) key.uniform(1, 0, 10_000), TimeUnit.MICROSECONDS);
    process.destroyForcibly().onExit().join();
  }

  private Process start(List<String> command, int kill) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log(kill).toFile())
        .start();
  }

  private Path log(int kill) {
    return directory.resolve("writer" + kill + ".log");
  }

  private static long files(Path store) {
    String[] names = store.resolve("parts").toFile().list();
    return names == null ? 0 : names.length;
  }

  private static int manifests(Path store) throws IOException {
    if (!Files.isDirectory(store.resolve("versions"))) {
      return 0;
    }
    try (Stream<Path> files = Files.list(store.resolve("versions"))) {
      return (int) files.filter(file -> !file.getFileName().toString().startsWith(".")).count();
    }
  }

  private static void assertWhole(String uri, int versions) {
    if (versions == 0) {
      return;
    }
    assertThat(Store.versions(uri, NumberedTasks.HADOOP)).hasSize(versions);
    try (BlockCache cache = new BlockCache(8 << 20);
        Store store = Store.open(uri, versions, NumberedTasks.HADOOP, cache)) {
      assertThat(StoreCheck.of(store).problems()).isEmpty();
      long tasks = Stream.of(Split.values()).mapToLong(store::size).sum();
      assertThat(tasks).isEqualTo((long) TASKS * versions);
    }
  }
}
