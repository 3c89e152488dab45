package dev.kindling.table;

import dev.kindling.fault.Fault;
import dev.kindling.store.Manifest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The digests of all tables that a store was made of, in its provenance: VERSION:ROWS:DIGEST for
 * each, with spaces between.
 */
record ImportedRows(String text) {
  static final String KEY = "rows imported";

  static ImportedRows of(Optional<Manifest> manifest) {
    return new ImportedRows(
        manifest.map(parent -> parent.provenance().getOrDefault(KEY, "")).orElse(""));
  }

  ImportedRows plus(int version, RowDigest digest) {
    return new ImportedRows("%s %d:%s".formatted(text, version, digest).strip());
  }

  /** Refuses rows that came before. */
  void refuse(RowDigest digest, String path, String store) {
    Arrays.stream(text.split(" ", -1))
        .filter(one -> one.endsWith(":" + digest))
        .findFirst()
        .map(one -> one.substring(0, one.indexOf(':')))
        .ifPresent(
            version -> {
              throw Fault.data(
                  "rows that are new are expected but the %d of %s were imported to %s as its"
                          .formatted(digest.rows(), path, store)
                      + " version %s already; name what is new, or give --again to import them all the same"
                          .formatted(version));
            });
  }
}
