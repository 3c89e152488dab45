package dev.kindling.store;

import dev.kindling.fault.Require;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.Directory;
import dev.kindling.task.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** What keeps a store that is appended to day after day in order. */
public final class StoreMaintenance {

  private static final int CACHE_BYTES = 16 << 20;

  private final String uri;
  private final Configuration hadoop;

  public StoreMaintenance(String uri, Configuration hadoop) {
    this.uri = Require.notBlank("uri", uri);
    this.hadoop = Require.present("hadoop", hadoop);
  }

  /** Makes a version that holds what the newest does in as few files as can be. */
  public Manifest compact() {
    StoreWriter writer = StoreWriter.after(uri, hadoop);
    int newest = writer.parent().orElseThrow().version();
    return StoreFault.translated(
        "compact " + uri,
        () -> {
          try (BlockCache cache = new BlockCache(CACHE_BYTES);
              Store store = Store.open(uri, newest, hadoop, cache)) {
            PartResult all =
                store.manifest().contents() instanceof ExampleContents
                    ? copyExamples(store, writer)
                    : copyTasks(store, writer);
            return writer.replace(
                List.of(all), Map.of("compacted", "version %d".formatted(newest)));
          }
        });
  }

  private PartResult copyExamples(Store store, StoreWriter writer) throws IOException {
    try (ExamplePart part = writer.target().openExamples(0, hadoop)) {
      for (Split split : Split.values()) {
        for (long i = 0; i < store.size(split); i++) {
          ClassEntry entry = store.classEntry(split, i);
          List<byte[]> examples = new ArrayList<>();
          for (int example = 0; example < entry.count(); example++) {
            examples.add(store.example(entry, example).read());
          }
          part.add(entry.name(), examples);
        }
      }
      return part.finish();
    }
  }

  private PartResult copyTasks(Store store, StoreWriter writer) {
    try (TaskPart part = writer.target().openTasks(0, hadoop)) {
      for (Split split : Split.values()) {
        for (long i = 0; i < store.size(split); i++) {
          part.copy(store.task(split, i));
        }
      }
      return part.finish();
    }
  }

  /**
   * Deletes all but the newest versions, and the files that no kept version needs. Whoever still
   * reads a deleted version fails.
   *
   * @return the versions that were deleted
   */
  public List<Integer> prune(int keep) {
    Require.positive("keep", keep);
    List<Integer> versions = Store.versions(uri, hadoop);
    List<Integer> old = versions.subList(0, Math.max(0, versions.size() - keep));
    StoreFault.during("prune " + uri, () -> delete(versions, old));
    return List.copyOf(old);
  }

  private void delete(List<Integer> versions, List<Integer> old) throws IOException {
    Directory directory = Directory.of(uri, hadoop);
    Set<String> needed = files(directory, versions.subList(old.size(), versions.size()));
    Set<String> needless = files(directory, old);
    needless.removeAll(needed);
    for (int version : old) {
      new Versions(directory).delete(version);
    }
    for (String name : needless) {
      directory.delete(name);
    }
  }

  /**
   * Deletes data files that no version names: those of imports that were killed. Files of an import
   * under way look alike, which is why only old ones go.
   *
   * @return how many were deleted
   */
  public int deleteStrays(long olderThanMillis, long nowMillis) {
    return StoreFault.translated(
        "delete strays of " + uri,
        () -> {
          Directory directory = Directory.of(uri, hadoop);
          Set<String> needed = files(directory, new Versions(directory).all());
          int deleted = 0;
          for (String name : directory.names("parts")) {
            String path = "parts/" + name;
            boolean old = directory.writtenMillis(path) < nowMillis - olderThanMillis;
            if (old && !needed.contains(path)) {
              directory.delete(path);
              deleted++;
            }
          }
          return deleted;
        });
  }

  private static Set<String> files(Directory directory, List<Integer> versions) throws IOException {
    Set<String> names = new HashSet<>();
    for (int version : versions) {
      new Versions(directory).read(version).files().forEach(file -> names.add(file.name()));
    }
    return names;
  }
}
