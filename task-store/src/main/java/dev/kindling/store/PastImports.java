package dev.kindling.store;

import dev.kindling.fault.Fault;
import java.util.Arrays;
import java.util.Optional;

/**
 * The digests of all that a store was made of, in its provenance under a key of their own:
 * VERSION:COUNT:DIGEST for each import, with spaces between.
 *
 * @param what was imported, as {@code rows}
 */
public record PastImports(String what, String text) {

  public static PastImports of(Optional<Manifest> manifest, String what) {
    String known =
        manifest.map(parent -> parent.provenance().getOrDefault(key(what), "")).orElse("");
    return new PastImports(what, known);
  }

  private static String key(String what) {
    return what + " imported";
  }

  public String key() {
    return key(what);
  }

  /**
   * With one more.
   *
   * @param digest COUNT:DIGEST
   */
  public PastImports plus(int version, String digest) {
    return new PastImports(what, "%s %d:%s".formatted(text, version, digest).strip());
  }

  /** The version that took the same before, if one did. */
  public Optional<String> version(String digest) {
    return Arrays.stream(text.split(" ", -1))
        .filter(one -> one.endsWith(":" + digest))
        .findFirst()
        .map(one -> one.substring(0, one.indexOf(':')));
  }

  /** Refuses what came before. */
  public void refuse(String digest, long count, String path, String store) {
    version(digest)
        .ifPresent(
            version -> {
              throw refused(
                  count, path, "were imported to %s as its version %s".formatted(store, version));
            });
  }

  /**
   * What is said of an import that brings nothing new.
   *
   * @param where it is already, after its number and path
   */
  public Fault refused(long count, String path, String where) {
    return Fault.data(
        "%s that are new are expected but the %d of %s %s already; name what is new, or give --again to import them all the same"
            .formatted(what, count, path, where));
  }
}
