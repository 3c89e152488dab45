package dev.kindling.table;

import dev.kindling.store.StoredTask;
import dev.kindling.table.ExampleHashes.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The examples of a task that is stored and those that come for it, as one task: in the order of
 * time, or where there is none the old ones first. It is cut by the same rule as a task whose rows
 * come at once: the latest stay, or without time those of the least hash.
 *
 * @param task all examples
 * @param added those that came
 * @param again how many of those that came the stored task has already, to the bit
 */
record MergedTask(StoredTask task, StoredTask added, int again) {

  /** A row's time and hashes. */
  private record Values(long time, long first, long second) {
    static Values of(Example example) {
      return new Values(example.time(), example.first(), example.second());
    }
  }

  static MergedTask of(StoredTask old, StoredTask coming, int most, ExampleHashes hashes) {
    List<Example> before = examples(old, hashes);
    List<Example> after = examples(coming, hashes);
    List<Example> kept = new ArrayList<>(before);
    kept.addAll(after);
    if (kept.size() > most) {
      Set<Example> latest = new HashSet<>();
      kept.stream().sorted(Example.LATEST_FIRST).limit(most).forEach(latest::add);
      kept.removeIf(example -> !latest.contains(example));
    }
    boolean timed = old.time().length > 0;
    if (timed) {
      kept.sort(Example.LATEST_FIRST);
      kept.sort(Comparator.comparingLong(Example::time));
    }
    Stream<Example> added = kept.stream().filter(example -> example.task() == coming);
    return new MergedTask(
        task(kept, old.name()), task(added.toList(), old.name()), again(before, after));
  }

  private static List<Example> examples(StoredTask task, ExampleHashes hashes) {
    return IntStream.range(0, task.examples()).mapToObj(i -> hashes.of(task, i)).toList();
  }

  private static int again(List<Example> before, List<Example> after) {
    Set<Values> known = new HashSet<>();
    before.forEach(example -> known.add(Values.of(example)));
    return (int) after.stream().filter(example -> known.contains(Values.of(example))).count();
  }

  private static StoredTask task(List<Example> examples, String name) {
    float[] target = new float[examples.size()];
    for (int i = 0; i < target.length; i++) {
      Example example = examples.get(i);
      target[i] = example.task().target()[example.index()];
    }
    return new StoredTask(
        name,
        examples.stream().map(one -> one.task().numeric()[one.index()]).toArray(float[][]::new),
        examples.stream().map(one -> one.task().categorical()[one.index()]).toArray(int[][]::new),
        target,
        examples.stream()
            .filter(one -> one.task().time().length > 0)
            .mapToLong(Example::time)
            .toArray());
  }
}
