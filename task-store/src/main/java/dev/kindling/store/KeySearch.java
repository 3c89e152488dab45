package dev.kindling.store;

import dev.kindling.storage.RecordFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Looks for keys among records that ascend by them, from where it last was. */
final class KeySearch {

  private final RecordFile file;
  private final long start;
  private final StoreFile.Run run;
  private final long to;
  private final boolean ordered;
  private long at;

  private KeySearch(RecordFile file, long start, StoreFile.Run run, long to, boolean ordered) {
    this.file = file;
    this.start = start;
    this.run = run;
    this.to = to;
    this.ordered = ordered;
    this.at = run.from();
  }

  /**
   * Among the records of a run.
   *
   * @param start the position of the file's first record in its split
   * @param to the ordinal after the run's last
   */
  static KeySearch of(RecordFile file, long start, StoreFile.Run run, long to) {
    return new KeySearch(file, start, run, to, true);
  }

  /** Among all records of a file; each search reads its whole index. */
  static KeySearch unordered(RecordFile file, long start) {
    var all = new StoreFile.Run(0, Long.MIN_VALUE, Long.MAX_VALUE);
    return new KeySearch(file, start, all, file.records(), false);
  }

  RecordFile file() {
    return file;
  }

  long start() {
    return start;
  }

  /** The ordinals in the file of the records with a key. */
  List<Long> find(long key) throws IOException {
    if (key < run.first() || key > run.last()) {
      return List.of();
    }
    List<Long> found = new ArrayList<>();
    if (ordered) {
      at = firstFrom(key);
    }
    for (long i = ordered ? at : run.from(); i < to; i++) {
      long seen = file.key(i);
      if (seen == key) {
        found.add(i);
      } else if (ordered) {
        break;
      }
    }
    return found;
  }

  /** The first record of this key or a greater one, in steps that double, then by halves. */
  private long firstFrom(long key) throws IOException {
    boolean passed = at > run.from() && file.key(at - 1) >= key;
    long low = passed ? run.from() : at;
    long high = low;
    long step = 1;
    while (high < to && file.key(high) < key) {
      low = high + 1;
      high = Math.min(to, high + step);
      step *= 2;
    }
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (file.key(middle) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
