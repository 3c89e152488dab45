package dev.kindling.store;

import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Directory;
import dev.kindling.storage.RecordFile;
import dev.kindling.task.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** One version of a store, open for reading. Any thread may use it. */
public final class Store implements AutoCloseable {

  private final Directory directory;
  private final Manifest manifest;
  private final BlockCache cache;
  private final Map<Long, RecordFile> byIdentity = new HashMap<>();
  private final List<RecordFile> files = new ArrayList<>();
  private final Map<Split, RecordSequence> sequences = new EnumMap<>(Split.class);

  private Store(Directory directory, Manifest manifest, BlockCache cache) {
    this.directory = directory;
    this.manifest = manifest;
    this.cache = cache;
    for (StoreFile file : manifest.files()) {
      RecordFile open = open(file);
      files.add(open);
      byIdentity.put(file.facts().identity(), open);
    }
    StoreFile.Role role =
        manifest.contents() instanceof ExampleContents
            ? StoreFile.Role.CLASSES
            : StoreFile.Role.TASKS;
    for (Split split : Split.values()) {
      var superseded = new RecordSequence(files(StoreFile.Role.SUPERSEDED, split));
      sequences.put(split, new RecordSequence(files(role, split), Optional.of(superseded)));
    }
  }

  /** A version that may not be published yet. */
  static Store of(Directory directory, Manifest manifest, BlockCache cache) {
    return new Store(directory, manifest, cache);
  }

  private List<RecordFile> files(StoreFile.Role role, Split split) {
    return manifest.files(role, split).stream()
        .map(file -> byIdentity.get(file.facts().identity()))
        .toList();
  }

  private RecordFile open(StoreFile file) {
    return switch (file.role()) {
      case EXAMPLES -> openExamples(file, ((ExampleContents) manifest.contents()).bytes());
      case CLASSES -> RecordFile.ofVariable(directory, file.name(), file.facts(), cache);
      case TASKS -> RecordFile.ofKeyed(directory, file.name(), file.facts(), cache);
      case SUPERSEDED ->
          RecordFile.ofFixed(directory, file.name(), file.facts(), Long.BYTES, cache);
    };
  }

  private RecordFile openExamples(StoreFile file, int bytes) {
    return bytes > 0
        ? RecordFile.ofFixed(directory, file.name(), file.facts(), bytes, cache)
        : RecordFile.ofVariable(directory, file.name(), file.facts(), cache);
  }

  /** The versions of a store, ascending; none is a fault. */
  public static List<Integer> versions(String uri, Configuration hadoop) {
    return StoreFault.translated("open " + uri, () -> versions(uri, Directory.of(uri, hadoop)));
  }

  private static List<Integer> versions(String uri, Directory directory) throws IOException {
    List<Integer> versions = new Versions(directory).all();
    if (versions.isEmpty()) {
      throw Fault.usage(
          "a task store is expected but %s holds no version of one; import it, or correct the URI"
              .formatted(uri));
    }
    return versions;
  }

  public static Store open(String uri, int version, Configuration hadoop, BlockCache cache) {
    return StoreFault.translated(
        "open " + uri,
        () -> {
          Directory directory = Directory.of(uri, hadoop);
          List<Integer> versions = versions(uri, directory);
          if (!versions.contains(version)) {
            throw Fault.usage(
                "%s has no version %d; there are %s: it was pruned or never made, so name one of these"
                    .formatted(uri, version, versions));
          }
          return new Store(directory, new Versions(directory).read(version), cache);
        });
  }

  /**
   * What tells a version of a store from all others.
   *
   * @param store its random digits
   * @param manifestSha256 of the file that says what the version holds
   */
  public record Identity(String store, String manifestSha256) {}

  /** The identity of a version that is there. */
  public static Identity identity(String uri, int version, Configuration hadoop) {
    return StoreFault.translated(
        "open " + uri,
        () -> {
          Versions versions = new Versions(Directory.of(uri, hadoop));
          return new Identity(versions.read(version).store(), versions.sha256(version));
        });
  }

  public Manifest manifest() {
    return manifest;
  }

  /** Where it lies, and its version, for messages. */
  public String name() {
    return directory + " version " + manifest.version();
  }

  /** Why nothing can be drawn of a split, whatever is asked for; nothing where something can. */
  Optional<String> lack(Split split) {
    return manifest.lack(split).map(lack -> name() + " has " + lack);
  }

  List<RecordFile> files() {
    return files;
  }

  /** How many classes or tasks a split has. */
  public long size(Split split) {
    return sequences.get(split).records();
  }

  RecordSequence sequence(Split split) {
    return sequences.get(split);
  }

  /** The index entry of a class. */
  ClassEntry classEntry(Split split, long ordinal) throws IOException {
    RecordSequence.Located located = sequence(split).locate(ordinal);
    byte[] record = located.read();
    try {
      return ClassEntry.of(record);
    } catch (IllegalArgumentException e) {
      throw unreadable(located, "a class", e);
    }
  }

  /** The index entry of a class, found by its name. */
  Optional<ClassEntry> classEntry(Split split, String name) throws IOException {
    long low = 0;
    long high = size(split);
    while (low < high) {
      long middle = (low + high) >>> 1;
      ClassEntry entry = classEntry(split, middle);
      int order = ClassEntry.compare(entry.name(), name);
      if (order == 0) {
        return Optional.of(entry);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Optional.empty();
  }

  /** A task of a split. */
  public StoredTask task(Split split, long ordinal) {
    return StoreFault.translated(
        "read task %d of %s".formatted(ordinal, name()),
        () -> task(sequence(split).locate(ordinal)));
  }

  StoredTask task(RecordSequence.Located located) throws IOException {
    byte[] record = located.read();
    try {
      return StoredTask.of(record, (TaskContents) manifest.contents());
    } catch (IllegalArgumentException e) {
      throw unreadable(located, "a task", e);
    }
  }

  /** An image of its own size. */
  StoredImage image(RecordSequence.Located located) throws IOException {
    byte[] record = located.read();
    try {
      return StoredImage.of(record, ((ExampleContents) manifest.contents()).channels());
    } catch (IllegalArgumentException e) {
      throw unreadable(located, "an image", e);
    }
  }

  private static DamageException unreadable(
      RecordSequence.Located located, String what, IllegalArgumentException e) {
    return new DamageException(
        "expected %s to be %s but %s".formatted(located, what, e.getMessage()), e);
  }

  /** Where an example of a class lies. */
  RecordSequence.Located example(ClassEntry entry, int index) throws DamageException {
    int left = index;
    for (ClassEntry.Extent extent : entry.extents()) {
      if (left < extent.count()) {
        return located(entry, extent, left);
      }
      left -= extent.count();
    }
    throw new IllegalArgumentException(entry.name() + " has no example " + index);
  }

  private RecordSequence.Located located(ClassEntry entry, ClassEntry.Extent extent, int index)
      throws DamageException {
    RecordFile file = byIdentity.get(extent.identity());
    long ordinal = extent.first() + index;
    if (file == null || ordinal < 0 || ordinal >= file.records()) {
      throw new DamageException(
          "expected class %s to lie in files of %s but it names %s"
              .formatted(entry.name(), name(), extent));
    }
    return new RecordSequence.Located(file, ordinal);
  }

  /** Starts reads that will be wanted. */
  void readAhead(Runnable reads) {
    cache.readAhead(reads);
  }

  @Override
  public void close() {
    StoreFault.during(
        "close " + directory,
        () -> {
          for (RecordFile file : files) {
            file.close();
          }
        });
  }
}
