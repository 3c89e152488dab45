package dev.kindling.storage;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that this process holds open to read: far fewer than a process may, however many files
 * its stores have. Those that were not read for longest are put to rest.
 */
final class OpenFiles {

  static final int MOST = 256;

  /** In the order of their last use; files that are being read at the moment may be missing. */
  private static final Map<FileBytes, Boolean> USED = new LinkedHashMap<>(MOST, 0.75f, true);

  private OpenFiles() {}

  static void used(FileBytes file) throws IOException {
    Optional<FileBytes> oldest = Optional.empty();
    synchronized (USED) {
      USED.put(file, true);
      if (USED.size() > MOST) {
        oldest = Optional.of(USED.keySet().iterator().next());
        USED.remove(oldest.get());
      }
    }
    if (oldest.isPresent()) {
      oldest.get().rest();
    }
  }

  static void forget(FileBytes file) {
    synchronized (USED) {
      USED.remove(file);
    }
  }
}
