package dev.kindling.store;

import dev.kindling.storage.BlockCache;
import dev.kindling.storage.Directory;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Split;
import dev.kindling.task.StoreChoice;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskSource;
import dev.kindling.task.TaskStores;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/**
 * The stores of one process, opened once, and the one cache that they share. Closing closes all of
 * them; a store that is asked for afterwards is opened anew.
 */
public final class OpenStores implements TaskStores, AutoCloseable {

  private static final Shared SHARED = new Shared();
  private static final int MEBIBYTE_SHIFT = 20;

  private record SourceKey(TaskSettings settings, Split split) {}

  private record Source(WeakReference<TaskSource> reference, int cacheMebibytes) {}

  /** What all instances in a process share. */
  private static final class Shared {
    private final Map<StoreChoice, Store> stores = new HashMap<>();
    private final Map<SourceKey, Source> sources = new HashMap<>();
    private BlockCache cache = new BlockCache(0);
    private Supplier<Configuration> hadoop = Configuration::new;
  }

  /** Used by the service loader; all instances share one state. */
  public OpenStores() {}

  /** Where files lie for this process, in place of Hadoop's own settings. */
  public static void configure(Supplier<Configuration> hadoop) {
    synchronized (SHARED) {
      SHARED.hadoop = hadoop;
    }
  }

  @Override
  public TaskSource episodes(EpisodesSettings settings, Split split) {
    return source(
        new SourceKey(settings, split),
        settings.cacheMebibytes(),
        () -> new EpisodeSource(open(settings.store()), settings, split));
  }

  @Override
  public TaskSource tasks(StoredSettings settings, Split split) {
    return source(
        new SourceKey(settings, split),
        settings.cacheMebibytes(),
        () -> new StoredSource(open(settings.store()), settings, split));
  }

  /**
   * One source for all threads, as long as any of them has it: what one was told to expect, another
   * may take. The cache is as large as the largest that anyone asks for.
   */
  private static TaskSource source(SourceKey key, int cacheMebibytes, Supplier<TaskSource> opened) {
    synchronized (SHARED) {
      SHARED.sources.values().removeIf(source -> source.reference().get() == null);
      Source known = SHARED.sources.get(key);
      TaskSource source = known == null ? null : known.reference().get();
      if (source == null) {
        source = opened.get();
        SHARED.sources.put(key, new Source(new WeakReference<>(source), cacheMebibytes));
        int most =
            SHARED.sources.values().stream().mapToInt(Source::cacheMebibytes).max().orElse(0);
        SHARED.cache.resize((long) most << MEBIBYTE_SHIFT);
      }
      return source;
    }
  }

  private static Store open(StoreChoice store) {
    Store known = SHARED.stores.get(store);
    if (known == null) {
      known = Store.open(store.uri(), store.number(), SHARED.hadoop.get(), SHARED.cache);
      SHARED.stores.put(store, known);
    }
    return known;
  }

  @Override
  public StoreChoice qualified(StoreChoice store) {
    Configuration hadoop = hadoop();
    return StoreFault.translated(
        "open " + store.uri(),
        () -> new StoreChoice(Directory.of(store.uri(), hadoop).toString(), store.version()));
  }

  @Override
  public StoreChoice newest(StoreChoice store) {
    List<Integer> versions = Store.versions(store.uri(), hadoop());
    return new StoreChoice(store.uri(), versions.get(versions.size() - 1));
  }

  private static Configuration hadoop() {
    synchronized (SHARED) {
      return SHARED.hadoop.get();
    }
  }

  @Override
  public void close() {
    synchronized (SHARED) {
      SHARED.stores.values().forEach(Store::close);
      SHARED.stores.clear();
      SHARED.sources.clear();
      SHARED.cache.close();
      SHARED.cache = new BlockCache(0);
    }
  }
}
