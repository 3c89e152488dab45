package dev.kindling.task;

import dev.kindling.fault.Require;

/**
 * Tasks of a store, each drawn as often as any other: a user's, a device's own examples.
 *
 * @param uri the store, on any Hadoop file system
 * @param version of the store; what is read never changes
 * @param support the most examples of a task to adapt to
 * @param query the most examples of a task to be judged on
 * @param damagedRecords how many different damaged records a run may pass over
 * @param cacheMebibytes how much of the stores a process holds in memory; 0 for nothing
 */
public record StoredSettings(
    String uri,
    int version,
    int support,
    int query,
    Scaling scaling,
    int damagedRecords,
    int cacheMebibytes)
    implements TaskSettings {
  private static final long serialVersionUID = 1;

  public StoredSettings {
    Require.notBlank("uri", uri);
    Require.positive("version", version);
    Require.positive("support", support);
    Require.positive("query", query);
    Require.atMost("support", support, TaskLimits.EXAMPLES);
    Require.atMost("query", query, TaskLimits.EXAMPLES);
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
