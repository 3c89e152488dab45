package dev.kindling.store;

import dev.kindling.storage.BlockCache;
import dev.kindling.storage.DamageException;
import dev.kindling.storage.Sha256;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/** What a version that is appended to has of a class. Any thread may use it. */
public final class KnownClasses implements AutoCloseable {

  private static final int CACHE_BYTES = 16 << 20;

  private final Optional<Store> store;
  private final BlockCache cache;

  /**
   * @param version the newest version; empty if there is none yet
   */
  KnownClasses(String uri, Optional<Manifest> version, Configuration hadoop) {
    this.cache = new BlockCache(CACHE_BYTES);
    this.store = version.map(manifest -> Store.open(uri, manifest.version(), hadoop, cache));
  }

  /**
   * The examples of a class.
   *
   * @param digests the SHA-256 of each that can be read
   * @param damaged how many cannot
   */
  public record Known(Set<String> digests, int damaged) {
    public Known {
      digests = Set.copyOf(digests);
    }
  }

  /** The examples that the class has; none if the class is new. */
  public Known of(String className) {
    if (store.isEmpty()) {
      return new Known(Set.of(), 0);
    }
    return StoreFault.translated("read class " + className, () -> of(store.get(), className));
  }

  private static Known of(Store store, String className) throws IOException {
    Set<String> digests = new HashSet<>();
    int damaged = 0;
    Optional<ClassEntry> entry =
        store.classEntry(store.manifest().fractions().of(className), className);
    int count = entry.map(ClassEntry::count).orElse(0);
    for (int i = 0; i < count; i++) {
      RecordSequence.Located example = store.example(entry.get(), i);
      try {
        digests.add(Sha256.of(example.read()));
      } catch (DamageException e) {
        damaged++;
      }
    }
    return new Known(digests, damaged);
  }

  @Override
  public void close() {
    store.ifPresent(Store::close);
    cache.close();
  }
}
