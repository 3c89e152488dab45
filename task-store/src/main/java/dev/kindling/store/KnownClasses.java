package dev.kindling.store;

import dev.kindling.storage.BlockCache;
import dev.kindling.storage.Sha256;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;

/**
 * What a version that is appended to has of a class. Any thread may use it.
 *
 * @param store nothing where there is no version yet
 */
public record KnownClasses(Optional<Store> store, BlockCache cache) implements AutoCloseable {

  private static final int CACHE_BYTES = 16 << 20;

  static KnownClasses of(String uri, Optional<Manifest> version, Configuration hadoop) {
    var cache = new BlockCache(CACHE_BYTES);
    return new KnownClasses(
        version.map(manifest -> Store.open(uri, manifest.version(), hadoop, cache)), cache);
  }

  /** The SHA-256 of each example that the class has; none if the class is new. */
  public Set<String> digests(String className) {
    if (store.isEmpty()) {
      return Set.of();
    }
    return StoreFault.translated("read class " + className, () -> digests(store.get(), className));
  }

  private static Set<String> digests(Store store, String className) throws IOException {
    Set<String> digests = new HashSet<>();
    Optional<ClassEntry> entry =
        store.classEntry(store.manifest().fractions().of(className), className);
    if (entry.isPresent()) {
      for (int i = 0; i < entry.get().count(); i++) {
        digests.add(Sha256.of(store.example(entry.get(), i).read()));
      }
    }
    return digests;
  }

  @Override
  public void close() {
    store.ifPresent(Store::close);
    cache.close();
  }
}
