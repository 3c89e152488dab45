package dev.kindling.store;

import dev.kindling.storage.BlockCache;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskSource;
import dev.kindling.task.TaskStores;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;

/**
 * The stores of one process, opened once, and the one cache that they share. Closing lets go of all
 * of them; what is asked for afterwards is opened anew.
 */
public final class OpenStores implements TaskStores, AutoCloseable {

  private static final Shared SHARED = new Shared();
  private static final int MEBIBYTE_SHIFT = 20;

  private record StoreKey(String uri, int version) {}

  private record SourceKey(TaskSettings settings, Split split) {}

  /** What all of a process's share. */
  private static final class Shared {
    private final Map<StoreKey, Store> stores = new HashMap<>();
    private final Map<SourceKey, WeakReference<TaskSource>> sources = new HashMap<>();
    private BlockCache cache = new BlockCache(0);
    private Supplier<Configuration> hadoop = Configuration::new;
  }

  /** Used by the service loader; all of them are one. */
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
        () ->
            new EpisodeSource(
                open(settings.uri(), settings.version(), settings.cacheMebibytes()),
                settings,
                split));
  }

  @Override
  public TaskSource tasks(StoredSettings settings, Split split) {
    return source(
        new SourceKey(settings, split),
        () ->
            new StoredSource(
                open(settings.uri(), settings.version(), settings.cacheMebibytes()),
                settings,
                split));
  }

  /**
   * One for all threads, as long as any of them has it: what one was told to expect, another may
   * take.
   */
  private static TaskSource source(SourceKey key, Supplier<TaskSource> opened) {
    synchronized (SHARED) {
      SHARED.sources.values().removeIf(reference -> reference.get() == null);
      WeakReference<TaskSource> reference = SHARED.sources.get(key);
      TaskSource known = reference == null ? null : reference.get();
      if (known == null) {
        known = opened.get();
        SHARED.sources.put(key, new WeakReference<>(known));
      }
      return known;
    }
  }

  private static Store open(String uri, int version, int cacheMebibytes) {
    synchronized (SHARED) {
      SHARED.cache.resize((long) cacheMebibytes << MEBIBYTE_SHIFT);
      StoreKey key = new StoreKey(uri, version);
      Store known = SHARED.stores.get(key);
      if (known == null) {
        Configuration hadoop = SHARED.hadoop.get();
        known = Store.open(uri, version, hadoop, SHARED.cache);
        SHARED.stores.put(key, known);
      }
      return known;
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
