package dev.kindling.task;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.meaning.Spelling;
import java.util.function.UnaryOperator;

/** Each task of a split is drawn as often as any other. */
@Meaning(
    "The tasks of a store one by one, such as an imported table's: a user's or a"
        + " device's own examples.")
public record StoredSettings(
    @Meaning(
            value = "The task store, on any Hadoop file system.",
            example = "hdfs:///stores/ratings")
        String uri,
    @Meaning(
            value =
                "Which version of the store: a number, or newest for what is the newest when a"
                    + " run begins. A run keeps the version that it began with.",
            example = "3")
        @Spelling(pattern = StoreChoice.FORM, takes = "a whole number from 1, as 3, or newest")
        String version,
    @Meaning(
            "The most examples of a task to adapt to. A task with fewer than support and"
                + " query together is parted in their ratio.")
        @Bounds(least = 1, most = TaskLimits.EXAMPLES)
        int support,
    @Meaning("The most examples of a task to be judged on.")
        @Bounds(least = 1, most = TaskLimits.EXAMPLES)
        int query,
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
    new StoreChoice(uri, version);
    Require.positive("support", support);
    Require.positive("query", query);
    Require.atMost("support", support, TaskLimits.EXAMPLES);
    Require.atMost("query", query, TaskLimits.EXAMPLES);
    Require.present("scaling", scaling);
    Require.notNegative("damaged-records", damagedRecords);
    Require.notNegative("cache-mebibytes", cacheMebibytes);
  }

  /** Of a version that is known. */
  public StoredSettings(
      String uri,
      int version,
      int support,
      int query,
      Scaling scaling,
      int damagedRecords,
      int cacheMebibytes) {
    this(uri, Integer.toString(version), support, query, scaling, damagedRecords, cacheMebibytes);
  }

  public static StoredSettings defaults() {
    return new StoredSettings("store", StoreChoice.NEWEST, 10, 10, Scaling.STANDARD, 0, 256);
  }

  public StoreChoice store() {
    return new StoreChoice(uri, version);
  }

  @Override
  public StoredSettings withStores(UnaryOperator<StoreChoice> choose) {
    StoreChoice chosen = choose.apply(store());
    return new StoredSettings(
        chosen.uri(), chosen.version(), support, query, scaling, damagedRecords, cacheMebibytes);
  }

  @Override
  public TaskSource open(Split split) {
    return TaskStores.installed().tasks(this, split);
  }
}
