package dev.kindling.store;

import dev.kindling.fault.Fault;
import dev.kindling.storage.Directory;
import dev.kindling.task.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes tasks. One thread at a time; any number of parts at once. */
public final class TaskPart implements AutoCloseable {

  /** Fewer cannot be divided into support and query. */
  public static final int LEAST_EXAMPLES = 2;

  private final TaskContents contents;
  private final Fractions fractions;
  private final Map<Split, PartFiles> files = new EnumMap<>(Split.class);
  private final Map<Split, Count> counts = new EnumMap<>(Split.class);
  private final Map<Split, Superseded> superseded = new EnumMap<>(Split.class);
  private final TaskMoments moments;
  private final Map<String, Long> report = new TreeMap<>();

  TaskPart(Directory directory, TaskContents contents, Fractions fractions, String prefix) {
    this.contents = contents;
    this.fractions = fractions;
    for (Split split : Split.values()) {
      files.put(split, new PartFiles(directory, StoreFile.Role.TASKS, split, prefix, 0));
    }
    this.moments = new TaskMoments(contents);
  }

  /** Adds a task; one with fewer than two examples is dropped and counted. */
  public void add(StoredTask task) {
    count("tasks seen", 1);
    count("examples seen", task.examples());
    if (task.examples() < LEAST_EXAMPLES) {
      count("tasks dropped for fewer than 2 examples", 1);
      return;
    }
    requireSound(task);
    StoredTask ordered = task.inOrder();
    StoreFault.during("write task " + task.name(), () -> moments(write(ordered), ordered));
  }

  /**
   * Adds a task in place of the one that the old version has of its name. All examples that come
   * anew are counted as seen by the caller.
   *
   * @param merged old examples and new ones, in the order that they are to have
   * @param added those of its examples that the old task does not have
   */
  public void replace(KnownTasks.Known old, StoredTask merged, StoredTask added) {
    requireSound(merged);
    superseded
        .computeIfAbsent(old.split(), split -> new Superseded())
        .add(old, merged.examples(), added.examples());
    // What the old version has is in its statistics.
    StoreFault.during("write task " + merged.name(), () -> moments(write(merged), added));
  }

  private void requireSound(StoredTask task) {
    task.complaint(contents)
        .ifPresent(
            what -> {
              throw Fault.data(
                  "task %s cannot be stored: %s; correct or drop it".formatted(task.name(), what));
            });
  }

  /** Adds a task as it was read from an older version, whose import counted it. */
  void copy(StoredTask task) {
    StoreFault.during("write task " + task.name(), () -> moments(write(task), task));
  }

  /** Adds to a line of the import's report, for what was dropped on the way here. */
  public void count(String line, long number) {
    report.merge(line, number, Long::sum);
  }

  private Split write(StoredTask task) throws IOException {
    Split split = fractions.of(task.name());
    files.get(split).append(task.bytes(), KeyHash.of(task.name()));
    counts.merge(split, Count.ofTask(task.examples()), Count::plus);
    return split;
  }

  private void moments(Split split, StoredTask task) {
    if (split == Split.TRAIN) {
      moments.add(task);
    }
  }

  /** Ends the part; nobody sees it before it is committed. */
  public PartResult finish() {
    List<StoreFile> all = new ArrayList<>();
    StoreFault.during(
        "finish a part",
        () -> {
          for (PartFiles ofSplit : files.values()) {
            all.addAll(ofSplit.finish());
          }
        });
    return new PartResult(all, List.of(), counts, moments.statistics(), report, superseded);
  }

  @Override
  public void close() {
    try {
      for (PartFiles ofSplit : files.values()) {
        ofSplit.close();
      }
    } catch (IOException e) {
      throw StoreFault.of("close a part", e);
    }
  }
}
