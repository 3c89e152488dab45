package dev.kindling.store;

import dev.kindling.storage.DamageException;
import dev.kindling.storage.Directory;
import dev.kindling.storage.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The manifests of a store. */
record Versions(Directory directory) {

  static final String FOLDER = "versions";
  private static final Pattern NAME = Pattern.compile("version-([0-9]{8,9})\\.json");

  /** Ascending. */
  List<Integer> all() throws IOException {
    return directory.names(FOLDER).stream()
        .flatMapToInt(name -> number(name).stream())
        .sorted()
        .boxed()
        .toList();
  }

  /** Whether a file is a manifest that did not become a version, or has not yet. */
  static boolean isUnfinished(String path) {
    return path.startsWith(FOLDER + "/.version-");
  }

  private static OptionalInt number(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return OptionalInt.empty();
    }
    int number = Integer.parseInt(matcher.group(1));
    return name.equals(name(number)) && number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
  }

  private static String name(int version) {
    return "version-%08d.json".formatted(version);
  }

  private static String path(int version) {
    return FOLDER + "/" + name(version);
  }

  Manifest read(int version) throws IOException {
    String where = directory.path(path(version));
    byte[] file = directory.read(path(version), ManifestJson.MOST_BYTES);
    if (file.length > ManifestJson.MOST_BYTES) {
      throw new DamageException("expected %s to have at most 64 MiB".formatted(where));
    }
    Manifest manifest = ManifestParser.read(file, where);
    if (manifest.version() != version) {
      throw new DamageException(
          "expected %s to be of version %d but it is of %d"
              .formatted(where, version, manifest.version()));
    }
    return manifest;
  }

  /** Of the manifest's file. */
  String sha256(int version) throws IOException {
    return Sha256.of(directory.read(path(version), ManifestJson.MOST_BYTES));
  }

  /** Whether this call made the version. */
  boolean publish(Manifest manifest, String writer) throws IOException {
    return directory.publish(
        FOLDER, name(manifest.version()), writer, ManifestJson.write(manifest));
  }

  void delete(int version) throws IOException {
    directory.delete(path(version));
  }
}
