package dev.kindling.store;

import dev.kindling.task.Split;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts and measures anew what the records of a store are, and says where its manifest says
 * otherwise. It holds one bit an example.
 */
final class StoreTally {

  /** Of a column's largest number: parts are merged in another order here than when written. */
  private static final double ROUNDING = 1e-6;

  private final Store store;
  private final Map<Split, Count> counts = new EnumMap<>(Split.class);
  private final Map<Split, String> lastClass = new EnumMap<>(Split.class);
  private final Map<Long, BitSet> examples = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final ExampleStatistics ofExamples;
  private final TaskMoments ofTasks;

  StoreTally(Store store) {
    this.store = store;
    Contents contents = store.manifest().contents();
    this.ofExamples =
        contents instanceof ExampleContents examples ? new ExampleStatistics(examples) : null;
    this.ofTasks = contents instanceof TaskContents tasks ? new TaskMoments(tasks) : null;
  }

  /** Whether the values of a split's records are in the statistics. */
  boolean measures(Split split) {
    return split == Split.TRAIN;
  }

  void add(Split split, ClassEntry entry) {
    requireSplit("class", entry.name(), split);
    String before = lastClass.put(split, entry.name());
    if (before != null && ClassEntry.compare(before, entry.name()) >= 0) {
      problems.add(
          "expected the classes of %s in %s to ascend but %s follows %s"
              .formatted(split(split), store.name(), entry.name(), before));
    }
    counts.merge(split, Count.ofClass(entry.count()), Count::plus);
    for (ClassEntry.Extent extent : entry.extents()) {
      BitSet known = examples.computeIfAbsent(extent.identity(), identity -> new BitSet());
      int from = Math.toIntExact(extent.first());
      int next = known.nextSetBit(from);
      if (next >= 0 && next < from + extent.count()) {
        problems.add(
            "expected every example of %s to be in one class but %s has one of another's"
                .formatted(store.name(), entry.name()));
      }
      known.set(from, from + extent.count());
    }
  }

  void addExample(byte[] payload) {
    ofExamples.add(payload);
  }

  /**
   * @param key that the index has for the task
   */
  void add(Split split, StoredTask task, long key) {
    requireSplit("task", task.name(), split);
    Optional<String> complaint = task.complaint((TaskContents) store.manifest().contents());
    complaint.ifPresent(what -> addUnfit(task, what));
    if (key != KeyHash.of(task.name())) {
      addUnfit(task, "has the key of another name");
    }
    counts.merge(split, Count.ofTask(task.examples()), Count::plus);
    if (measures(split) && complaint.isEmpty()) {
      ofTasks.add(task);
    }
  }

  private void addUnfit(StoredTask task, String what) {
    problems.add(
        "expected task %s of %s to fit the store but it %s"
            .formatted(task.name(), store.name(), what));
  }

  private void requireSplit(String what, String name, Split split) {
    Split right = store.manifest().fractions().of(name);
    if (right != split) {
      problems.add(
          "expected %s %s of %s to be in %s but it is in %s"
              .formatted(what, name, store.name(), split(right), split(split)));
    }
  }

  private static String split(Split split) {
    return ManifestJson.name(split);
  }

  /** What is wrong, all records being there. */
  List<String> problems() {
    for (Split split : Split.values()) {
      Count stated = store.manifest().count(split);
      Count seen = counts.getOrDefault(split, Count.none());
      compare(split, "classes", stated.classes(), seen.classes());
      compare(split, "tasks", stated.tasks(), seen.tasks());
      compare(split, "examples", stated.examples(), seen.examples());
      String of = stated.tasks() > 0 ? "task" : "class";
      compare(split, "examples in its smallest " + of, stated.least(), seen.least());
      compare(split, "examples in its largest " + of, stated.most(), seen.most());
    }
    store.manifest().files(StoreFile.Role.EXAMPLES).forEach(this::compareUse);
    compareStatistics();
    return problems;
  }

  private void compareUse(StoreFile file) {
    BitSet used = examples.getOrDefault(file.facts().identity(), new BitSet());
    long unused = file.facts().records() - used.cardinality();
    if (unused > 0) {
      problems.add(
          "expected all of the %d examples in %s of %s to be in classes but %d are in none"
              .formatted(file.facts().records(), file.name(), store.name(), unused));
    }
  }

  private void compare(Split split, String what, long stated, long seen) {
    if (stated != seen) {
      problems.add(
          "expected %s of %s to have %d %s, as its manifest says, but it has %d"
              .formatted(split(split), store.name(), stated, what, seen));
    }
  }

  private void compareStatistics() {
    List<ColumnStatistics> stated = store.manifest().statistics();
    List<ColumnStatistics> seen = ofTasks == null ? ofExamples.statistics() : ofTasks.statistics();
    for (int i = 0; i < stated.size(); i++) {
      if (!stated.get(i).agrees(seen.get(i), ROUNDING)) {
        problems.add(
            "expected column %s of %s to have the statistics of its manifest, %s, but it has %s"
                .formatted(
                    stated.get(i).name(), store.name(), stated.get(i).text(), seen.get(i).text()));
      }
    }
  }
}
