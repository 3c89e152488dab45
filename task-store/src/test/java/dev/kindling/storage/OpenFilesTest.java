package dev.kindling.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {
  private static final int FILES = OpenFiles.MOST + 100;
  private static final int THREADS = 4;

  @TempDir private Path directory;

  private List<RecordFile> files() throws IOException {
    var place = Directory.of(directory.toUri().toString(), new Configuration());
    List<RecordFile> files = new ArrayList<>();
    var cache = new BlockCache(0);
    for (int i = 0; i < FILES; i++) {
      String name = "file" + i;
      try (var writer = RecordFileWriter.ofFixed(place.create(name), i, Long.BYTES)) {
        writer.append(ByteBuffer.allocate(Long.BYTES).putLong(i).array());
        files.add(RecordFile.ofFixed(place, name, writer.finish(), Long.BYTES, cache));
      }
    }
    return files;
  }

  private static Void readAll(List<RecordFile> files, int thread) throws IOException {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 2 * FILES; i++) {
      order.add(i % FILES);
    }
    Collections.shuffle(order, new Random(thread));
    for (int i : order) {
      assertThat(ByteBuffer.wrap(files.get(i).read(0)).getLong()).isEqualTo(i);
    }
    return null;
  }

  /** How many files of the directory this process has open, as Linux counts. */
  private long open() throws IOException {
    Path all = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(all));
    Path real = directory.toRealPath();
    try (Stream<Path> descriptors = Files.list(all)) {
      return descriptors.filter(one -> leadsInto(one, real)).count();
    }
  }

  private static boolean leadsInto(Path descriptor, Path real) {
    try {
      return Files.readSymbolicLink(descriptor).startsWith(real);
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  @NeedsHadoop
  void manyFilesAreReadWithFewOpen() throws Exception {
    List<RecordFile> files = files();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Void>> reads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        reads.add(pool.submit(() -> readAll(files, thread)));
      }
      for (Future<Void> read : reads) {
        read.get();
      }
    } finally {
      pool.shutdownNow();
    }

    // On local disks each has a file of checksums beside it.
    assertThat(open()).isBetween(OpenFiles.MOST / 2L, 2L * OpenFiles.MOST);
    for (RecordFile file : files) {
      file.close();
    }
    assertThat(open()).isZero();
  }

  @Test
  void tooManyOpenFilesAreNoMissingFile() {
    var refused = new FileNotFoundException("/stores/a/parts/b (Too many open files)");

    assertThat(FileTrouble.of(refused)).isEqualTo(FileTrouble.TOO_MANY_OPEN);
    assertThat(FileTrouble.of(new FileNotFoundException("/stores/a (No such file or directory)")))
        .isEqualTo(FileTrouble.MISSING);
  }
}
