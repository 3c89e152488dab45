package dev.kindling.store;

import dev.kindling.fault.Require;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be deleted from a store; nothing is before {@link StoreMaintenance#delete}.
 *
 * @param versions their numbers, ascending
 * @param damaged the versions among them with unreadable manifests: nobody knows their files
 * @param files each once
 */
public record Pruning(List<Integer> versions, List<Integer> damaged, List<Needless> files) {

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
    damaged = Require.copyOf("damaged", damaged);
    files = Require.copyOf("files", files);
  }

  /** The same, and more files. */
  Pruning with(List<Needless> more) {
    List<Needless> all = new ArrayList<>(files);
    all.addAll(more);
    return new Pruning(versions, damaged, all);
  }

  public long bytes() {
    return files.stream().mapToLong(Needless::bytes).sum();
  }

  public boolean isEmpty() {
    return versions.isEmpty() && files.isEmpty();
  }
}
