package dev.kindling.store;

import java.util.ArrayList;
import java.util.List;

/** Notes where the hashes of a file's names ascend, so that a name can be looked for. */
final class KeyRuns {

  /** More make a manifest large; a file of more is read from end to end when a name is sought. */
  private static final int MOST = 1024;

  private final List<StoreFile.Run> runs = new ArrayList<>();
  private long records;
  private boolean ordered = true;

  void add(long hash) {
    int last = runs.size() - 1;
    if (last >= 0 && runs.get(last).last() <= hash) {
      StoreFile.Run run = runs.get(last);
      runs.set(last, new StoreFile.Run(run.from(), run.first(), hash));
    } else if (ordered) {
      runs.add(new StoreFile.Run(records, hash, hash));
    }
    records++;
    if (runs.size() > MOST) {
      ordered = false;
      runs.clear();
    }
  }

  /** Those of the file that ends; the next begins. None where its names are in no order. */
  List<StoreFile.Run> finish() {
    List<StoreFile.Run> finished = List.copyOf(runs);
    runs.clear();
    records = 0;
    ordered = true;
    return finished;
  }
}
