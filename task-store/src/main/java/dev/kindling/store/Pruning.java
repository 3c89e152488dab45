package dev.kindling.store;

import dev.kindling.fault.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be deleted from a store; nothing is before {@link StoreMaintenance#delete}.
 *
 * @param versions their numbers, ascending
 * @param files each once
 */
public record Pruning(List<Integer> versions, List<Needless> files) {

  /**
   * A file that no kept version names.
   *
   * @param name below the store
   */
  public record Needless(String name, long bytes) {
    public Needless {
      Require.notBlank("name", name);
      Require.notNegative("bytes", bytes);
    }
  }

  public Pruning {
    versions = Require.copyOf("versions", versions);
    files = Require.copyOf("files", files);
  }

  /** Both together. */
  public Pruning plus(Pruning other) {
    List<Integer> allVersions = new ArrayList<>(versions);
    allVersions.addAll(other.versions);
    List<Needless> allFiles = new ArrayList<>(files);
    allFiles.addAll(other.files);
    return new Pruning(allVersions, allFiles);
  }

  public long bytes() {
    return files.stream().mapToLong(Needless::bytes).sum();
  }

  public boolean isEmpty() {
    return versions.isEmpty() && files.isEmpty();
  }
}
