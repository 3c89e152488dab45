package dev.kindling.reference;

import dev.kindling.setting.DescribedKey;
import dev.kindling.setting.DescribedKind;
import java.util.Optional;

/**
 * A section of one kind.
 *
 * @param path of the section, as {@code optimizer.schedule}; empty for the whole configuration
 * @param kind where a section has several
 * @param standard whether it is the kind of a section that chooses none
 */
record Chapter(String path, Optional<String> kind, boolean standard, DescribedKind described) {

  String path(DescribedKey key) {
    return path.isEmpty() ? key.name() : path + "." + key.name();
  }

  /** {@code tasks of kind glyphs}. */
  String title() {
    String section = path.isEmpty() ? "The configuration" : path;
    return section + kind.map(name -> " of kind " + name).orElse("");
  }

  /** What a {@code --set} needs beside the key to be of this kind; empty for nothing. */
  String setting() {
    return standard ? "" : kind.map(name -> "--set %s.kind=%s ".formatted(path, name)).orElse("");
  }
}
