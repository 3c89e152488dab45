package dev.kindling.task;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;

/** Each task of a split is drawn as often as any other. */
@Meaning(
    "The tasks of a store one by one, such as an imported table's: a user's or a"
        + " device's own examples.")
public record StoredSettings(
    @Meaning(
            value = "The task store, on any Hadoop file system.",
            example = "hdfs:///stores/ratings")
        String uri,
    @Meaning("Which version of the store; what is read of a version never changes.")
        @Bounds(least = 1)
        int version,
    @Meaning(
            "The most examples of a task to adapt to. A task with fewer than support and"
                + " query together is parted in their ratio.")
        @Bounds(least = 1)
        int support,
    @Meaning("The most examples of a task to be judged on.") @Bounds(least = 1) int query,
    @Meaning("What is done to stored numbers before they are learned from.") Scaling scaling,
    @Meaning(
            value = "How many different damaged records a run may pass over before it fails.",
            example = "10")
        @Bounds(least = 0)
        int damagedRecords,
    @Meaning("How much of the stores a process holds in memory; 0 for nothing.") @Bounds(least = 0)
        int cacheMebibytes)
    implements TaskSettings {
  private static final long serialVersionUID = 1;

  public StoredSettings {
    Require.notBlank("uri", uri);
    Require.positive("version", version);
    Require.positive("support", support);
    Require.positive("query", query);
    Require.present("scaling", scaling);
    Require.notNegative("damaged-records", damagedRecords);
    Require.notNegative("cache-mebibytes", cacheMebibytes);
  }

  public static StoredSettings defaults() {
    return new StoredSettings("store", 1, 10, 10, Scaling.STANDARD, 0, 256);
  }

  @Override
  public TaskSource open(Split split) {
    return TaskStores.installed().tasks(this, split);
  }
}
