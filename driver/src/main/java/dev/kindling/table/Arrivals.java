package dev.kindling.table;

import dev.kindling.fault.Fault;
import dev.kindling.store.KnownTasks;
import dev.kindling.store.StoredTask;
import dev.kindling.store.TaskPart;
import java.util.Optional;

/** Brings tasks to a part: those that are new, and those of keys that the store has already. */
final class Arrivals {

  private final TableShape shape;
  private final ExampleHashes hashes;
  private final TaskPart part;
  private final Optional<KnownTasks> stored;
  private final KnownKeys knownKeys;

  Arrivals(
      TableShape shape,
      ExampleHashes hashes,
      TaskPart part,
      Optional<KnownTasks> stored,
      KnownKeys knownKeys) {
    this.shape = shape;
    this.hashes = hashes;
    this.part = part;
    this.stored = stored;
    this.knownKeys = knownKeys;
  }

  /**
   * Takes what came of one key.
   *
   * @param task of the rows that stay if it is new
   * @param seen how many rows there were
   */
  void take(StoredTask task, long seen) {
    Optional<KnownTasks.Known> old = stored.flatMap(tasks -> tasks.find(task.name()));
    if (old.isPresent()) {
      takeKnown(old.get(), task, seen);
    } else if (seen < shape.least()) {
      count(seen);
      part.count("tasks dropped for fewer than %d examples".formatted(shape.least()), 1);
      part.count("examples dropped with their tasks", seen);
    } else {
      countCut(seen - task.examples());
      part.count("examples seen", seen - task.examples());
      part.add(task);
    }
  }

  private void takeKnown(KnownTasks.Known old, StoredTask task, long seen) {
    switch (knownKeys) {
      case REFUSE ->
          throw Fault.data(
              "keys that are new are expected but the store has task %s; take its rows out, or give"
                      .formatted(task.name())
                  + " --known-keys merge or ignore");
      case IGNORE -> {
        count(seen);
        part.count("tasks ignored that the store has", 1);
        part.count("examples ignored with their tasks", seen);
      }
      case MERGE -> {
        count(seen);
        merge(old, task, seen);
      }
    }
  }

  private void merge(KnownTasks.Known old, StoredTask task, long seen) {
    MergedTask merged = MergedTask.of(old.task(), task, shape.most(), hashes);
    int before = old.task().examples();
    int after = merged.task().examples();
    part.count("tasks merged with those of the store", 1);
    countCut(before + seen - after);
    if (merged.again() > 0) {
      part.count("examples merged that their tasks had already", merged.again());
    }
    if (merged.added().examples() > 0 || after < before) {
      part.replace(old, merged.task(), merged.added());
    }
  }

  private void count(long examples) {
    part.count("tasks seen", 1);
    part.count("examples seen", examples);
  }

  private void countCut(long cut) {
    if (cut > 0) {
      part.count("tasks cut to %d examples".formatted(shape.most()), 1);
      part.count("examples cut off", cut);
    }
  }
}
