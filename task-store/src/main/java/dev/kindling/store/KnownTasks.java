package dev.kindling.store;

import dev.kindling.storage.BlockCache;
import dev.kindling.storage.RecordFile;
import dev.kindling.task.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Finds the tasks of a version by name. Names that are asked for in the order of their hashes cost
 * one pass over the index at most, and few entries of it if they are few. One thread at a time.
 */
public final class KnownTasks implements AutoCloseable {

  private static final int CACHE_BYTES = 16 << 20;

  private final BlockCache cache;
  private final Store store;
  private final Map<Split, List<KeySearch>> searches = new EnumMap<>(Split.class);

  private KnownTasks(String uri, int version, Configuration hadoop) {
    this.cache = new BlockCache(CACHE_BYTES);
    this.store = Store.open(uri, version, hadoop, cache);
    for (Split split : Split.values()) {
      searches.put(split, searches(split));
    }
  }

  /** Those of a store of tasks. */
  public static KnownTasks open(String uri, int version, Configuration hadoop) {
    return new KnownTasks(uri, version, hadoop);
  }

  /**
   * A task and where it is stored.
   *
   * @param position among all records of its split
   */
  public record Known(Split split, long position, StoredTask task) {}

  private List<KeySearch> searches(Split split) {
    List<KeySearch> all = new ArrayList<>();
    RecordSequence sequence = store.sequence(split);
    List<StoreFile> files = store.manifest().files(StoreFile.Role.TASKS, split);
    for (int i = 0; i < files.size(); i++) {
      RecordFile file = sequence.files().get(i);
      List<StoreFile.Run> runs = files.get(i).runs();
      if (runs.isEmpty()) {
        all.add(KeySearch.unordered(file, sequence.start(i)));
      }
      for (int run = 0; run < runs.size(); run++) {
        long to = run + 1 < runs.size() ? runs.get(run + 1).from() : file.records();
        all.add(KeySearch.of(file, sequence.start(i), runs.get(run), to));
      }
    }
    return all;
  }

  /** The task of a name, if there is one. */
  public Optional<Known> find(String name) {
    return StoreFault.translated("look for task " + name, () -> search(name));
  }

  /** The newest first: it stands for all before it. */
  private Optional<Known> search(String name) throws IOException {
    Split split = store.manifest().fractions().of(name);
    List<KeySearch> all = searches.get(split);
    long hash = KeyHash.of(name);
    for (int i = all.size() - 1; i >= 0; i--) {
      KeySearch search = all.get(i);
      for (long ordinal : search.find(hash)) {
        StoredTask task = store.task(new RecordSequence.Located(search.file(), ordinal));
        if (task.name().equals(name)) {
          return Optional.of(new Known(split, search.start() + ordinal, task));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public void close() {
    store.close();
    cache.close();
  }
}
