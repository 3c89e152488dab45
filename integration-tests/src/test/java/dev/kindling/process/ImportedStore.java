package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.store.Count;
import dev.kindling.store.Store;
import dev.kindling.store.StoreCheck;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** A store that a process imports to, seen from outside. */
record ImportedStore(String uri, Configuration hadoop) {

  private static final int CACHE_BYTES = 8 << 20;

  /** How many data files there are, named by a version or not. */
  int files() {
    return parts().size();
  }

  /** How many bytes the data files have, as far as their file system knows. */
  long bytes() {
    return parts().stream().mapToLong(FileStatus::getLen).sum();
  }

  private List<FileStatus> parts() {
    Path parts = new Path(uri, "parts");
    try {
      return Stream.of(parts.getFileSystem(hadoop).listStatus(parts)).toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many versions it has; they are the first so many whole numbers. */
  int versions() {
    List<Integer> versions;
    try {
      versions = Store.versions(uri, hadoop);
    } catch (Fault none) {
      assertThat(none).hasMessageContaining("holds no version");
      return 0;
    }
    assertThat(versions).isEqualTo(IntStream.rangeClosed(1, versions.size()).boxed().toList());
    return versions.size();
  }

  /** Every version opens and the newest, which names all files, is whole. */
  void assertWhole(long examplesOfAVersion) {
    int newest = versions();
    for (int version = 1; version <= newest; version++) {
      try (BlockCache cache = new BlockCache(CACHE_BYTES);
          Store store = Store.open(uri, version, hadoop, cache)) {
        long examples =
            store.manifest().counts().values().stream().mapToLong(Count::examples).sum();
        assertThat(examples).isEqualTo(version * examplesOfAVersion);
        if (version == newest) {
          assertThat(StoreCheck.of(store).problems()).isEmpty();
        }
      }
    }
  }
}
