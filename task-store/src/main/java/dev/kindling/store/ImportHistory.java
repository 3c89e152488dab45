package dev.kindling.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** What earlier versions were imported from, in the provenance of those that came after. */
final class ImportHistory {

  /** In the provenance of a version: what was imported to make it. */
  private static final String OWN = "imported";

  private static final String BEFORE = "imported as version ";

  private ImportHistory() {}

  /** A version's own provenance, with the history of what it was made from behind its origin. */
  static Map<String, String> with(Map<String, String> own, Manifest parent) {
    Map<String, String> all = new LinkedHashMap<>();
    own.forEach(
        (key, value) -> {
          all.put(key, value);
          if (key.equals(OWN)) {
            all.putAll(before(parent));
          }
        });
    all.putAll(before(parent));
    return all;
  }

  private static Map<String, String> before(Manifest parent) {
    Map<String, String> history = new LinkedHashMap<>();
    parent
        .provenance()
        .forEach(
            (key, value) -> {
              if (key.startsWith(BEFORE)) {
                history.put(key, value);
              }
            });
    String origin = parent.provenance().get(OWN);
    if (origin != null) {
      history.put(BEFORE + parent.version(), origin);
    }
    return history;
  }

  /** What a copy of a version says of itself, which imports nothing. */
  static Map<String, String> ofCopy(Manifest old) {
    Map<String, String> copied = new LinkedHashMap<>(old.provenance());
    copied.remove(OWN);
    copied.put("compacted", "version %d".formatted(old.version()));
    return with(copied, old);
  }
}
