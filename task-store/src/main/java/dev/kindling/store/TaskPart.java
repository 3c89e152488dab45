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
  private final List<ColumnMoments> moments = new ArrayList<>();
  private final Map<String, Long> report = new TreeMap<>();

  TaskPart(Directory directory, TaskContents contents, Fractions fractions, String prefix) {
    this.contents = contents;
    this.fractions = fractions;
    for (Split split : Split.values()) {
      files.put(split, new PartFiles(directory, StoreFile.Role.TASKS, split, prefix, 0));
    }
    contents.columns().forEach(column -> moments.add(new ColumnMoments(column)));
  }

  /** Adds a task; one with fewer than two examples is dropped and counted. */
  public void add(StoredTask task) {
    count("tasks seen", 1);
    count("examples seen", task.examples());
    if (task.examples() < LEAST_EXAMPLES) {
      count("tasks dropped for fewer than 2 examples", 1);
      return;
    }
    task.complaint(contents)
        .ifPresent(
            what -> {
              throw Fault.data(
                  "task %s cannot be stored: %s; correct or drop it".formatted(task.name(), what));
            });
    StoreFault.during("write task " + task.name(), () -> write(task.inOrder()));
  }

  /** Adds a task of an older version, whose import counted it. */
  void copy(StoredTask task) {
    StoreFault.during("write task " + task.name(), () -> write(task));
  }

  /** Adds to a line of the import's report, for what was dropped on the way here. */
  public void count(String line, long number) {
    report.merge(line, number, Long::sum);
  }

  private void write(StoredTask task) throws IOException {
    Split split = fractions.of(task.name());
    files.get(split).append(task.bytes());
    counts.merge(split, Count.ofTask(task.examples()), Count::plus);
    if (split == Split.TRAIN) {
      measure(task);
    }
  }

  private void measure(StoredTask task) {
    int target = contents.numeric().size();
    for (int i = 0; i < task.examples(); i++) {
      for (int column = 0; column < target; column++) {
        moments.get(column).add(task.numeric()[i][column]);
      }
      moments.get(target).add(task.target()[i]);
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
    List<ColumnStatistics> statistics = moments.stream().map(ColumnMoments::statistics).toList();
    return new PartResult(all, List.of(), counts, statistics, report);
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
