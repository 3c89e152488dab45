package dev.kindling.store;

import dev.kindling.fault.Require;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Directory;
import dev.kindling.task.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/** Keeps a store in order that is appended to day after day. */
public final class StoreMaintenance {

  private static final int CACHE_BYTES = 16 << 20;
  private static final String PARTS = "parts";

  private final String uri;
  private final Configuration hadoop;

  public StoreMaintenance(String uri, Configuration hadoop) {
    this.uri = uri;
    this.hadoop = Require.present("hadoop", hadoop);
  }

  /** The version that was compacted, and the new one. */
  public record Compaction(Manifest before, Manifest after) {}

  /**
   * Makes a version that holds what the newest does in as few files as can be. Tasks drawn from it
   * are the same to the bit: its records have the same order, and its statistics are the old ones.
   */
  public Compaction compact() {
    StoreWriter writer = StoreWriter.after(uri, hadoop);
    Manifest newest = writer.parent().orElseThrow();
    return StoreFault.translated(
        "compact " + uri,
        () -> {
          try (BlockCache cache = new BlockCache(CACHE_BYTES);
              Store store = Store.open(uri, newest.version(), hadoop, cache)) {
            PartResult all =
                store.manifest().contents() instanceof ExampleContents
                    ? copyExamples(store, writer)
                    : copyTasks(store, writer);
            return new Compaction(newest, writer.replace(all));
          }
        });
  }

  private PartResult copyExamples(Store store, StoreWriter writer) throws IOException {
    try (ExamplePart part = writer.target().openExamples(0, hadoop)) {
      for (Split split : Split.values()) {
        for (long i = 0; i < store.size(split); i++) {
          ClassEntry entry = store.classEntry(split, i);
          // One at a time: a class may be larger than the memory.
          for (int example = 0; example < entry.count(); example++) {
            part.add(entry.name(), List.of(store.example(entry, example).read()));
          }
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
   * All but the newest versions, and the files that no kept version needs. Whoever still reads one
   * of these versions will fail. Of a version with a damaged manifest only the number is listed;
   * its files become strays.
   *
   * @param keep how many versions stay, at least 1
   */
  public Pruning needless(int keep) {
    Require.positive("keep", keep);
    List<Integer> versions = Store.versions(uri, hadoop);
    List<Integer> old = versions.subList(0, Math.max(0, versions.size() - keep));
    return StoreFault.translated(
        "see what is needless in " + uri,
        () -> {
          Directory directory = Directory.of(uri, hadoop);
          Map<String, Long> needless = new TreeMap<>();
          List<Integer> damaged = new ArrayList<>();
          for (int version : old) {
            try {
              needless.putAll(files(directory, List.of(version)));
            } catch (DamageException e) {
              damaged.add(version);
            }
          }
          List<Integer> kept = versions.subList(old.size(), versions.size());
          needless.keySet().removeAll(files(directory, kept).keySet());
          return new Pruning(old, damaged, listed(needless));
        });
  }

  /**
   * The same, and files that no version names: those of writers that were killed, and of damaged
   * manifests that are to be deleted. Files of a writer at work look the same, which is why only
   * old ones are taken.
   *
   * @param beforeMillis files last written before this are taken, in milliseconds since 1970
   */
  public Pruning withStrays(Pruning pruning, long beforeMillis) {
    return StoreFault.translated(
        "see what is needless in " + uri,
        () -> {
          Directory directory = Directory.of(uri, hadoop);
          Map<String, Long> strays = old(directory, PARTS, beforeMillis);
          // Read after the files were listed, so that no version is missed that names one of them.
          List<Integer> readable = new ArrayList<>(new Versions(directory).all());
          readable.removeAll(pruning.damaged());
          strays.keySet().removeAll(files(directory, readable).keySet());
          old(directory, Versions.FOLDER, beforeMillis).entrySet().stream()
              .filter(file -> Versions.isUnfinished(file.getKey()))
              .forEach(file -> strays.put(file.getKey(), file.getValue()));
          return pruning.with(listed(strays));
        });
  }

  private static Map<String, Long> old(Directory directory, String folder, long beforeMillis)
      throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    for (Directory.Entry file : directory.entries(folder)) {
      if (file.writtenMillis() < beforeMillis) {
        bytes.put(folder + "/" + file.name(), file.bytes());
      }
    }
    return bytes;
  }

  private static List<Pruning.Needless> listed(Map<String, Long> files) {
    return files.entrySet().stream()
        .map(file -> new Pruning.Needless(file.getKey(), file.getValue()))
        .toList();
  }

  /** Deletes manifests first, so that a kill here leaves strays and no damage. */
  public void delete(Pruning pruning) {
    StoreFault.during(
        "prune " + uri,
        () -> {
          Directory directory = Directory.of(uri, hadoop);
          for (int version : pruning.versions()) {
            new Versions(directory).delete(version);
          }
          for (Pruning.Needless file : pruning.files()) {
            directory.delete(file.name());
          }
        });
  }

  private static Map<String, Long> files(Directory directory, List<Integer> versions)
      throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    for (int version : versions) {
      for (StoreFile file : new Versions(directory).read(version).files()) {
        bytes.put(file.name(), file.facts().bytes());
      }
    }
    return bytes;
  }
}
