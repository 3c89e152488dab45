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
 * The stores of one process, opened once, and the one cache that they share. Closing closes all of
 * them; a store that is asked for afterwards is opened anew.
 */
public final class OpenStores implements TaskStores, AutoCloseable {

  private static final Shared SHARED = new Shared();
  private static final int MEBIBYTE_SHIFT = 20;

  private record StoreKey(String uri, int version) {}

  private record SourceKey(TaskSettings settings, Split split) {}

  private record Source(WeakReference<TaskSource> reference, int cacheMebibytes) {}

  /** What all instances in a process share. */
  private static final class Shared {
    private final Map<StoreKey, Store> stores = new HashMap<>();
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
        () -> new EpisodeSource(open(settings.uri(), settings.version()), settings, split));
  }

  @Override
  public TaskSource tasks(StoredSettings settings, Split split) {
    return source(
        new SourceKey(settings, split),
        settings.cacheMebibytes(),
        () -> new StoredSource(open(settings.uri(), settings.version()), settings, split));
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

  private static Store open(String uri, int version) {
    StoreKey key = new StoreKey(uri, version);
    Store known = SHARED.stores.get(key);
    if (known == null) {
      known = Store.open(uri, version, SHARED.hadoop.get(), SHARED.cache);
      SHARED.stores.put(key, known);
    }
    return known;
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
