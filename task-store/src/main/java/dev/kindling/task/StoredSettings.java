package dev.kindling.task;

import dev.kindling.fault.Require;
import java.util.function.UnaryOperator;

/**
 * Tasks of a store, each drawn as often as any other: a user's, a device's own examples.
 *
 * @param uri the store, on any Hadoop file system
 * @param version of the store, as 3, or newest: what is the newest when a run begins, for all of
 *     the run
 * @param support the most examples of a task to adapt to
 * @param query the most examples of a task to be judged on
 * @param damagedRecords how many different damaged records a run may pass over
 * @param cacheMebibytes how much of the stores a process holds in memory; 0 for nothing
 */
public record StoredSettings(
    String uri,
    String version,
    int support,
    int query,
    Scaling scaling,
    int damagedRecords,
    int cacheMebibytes)
    implements TaskSettings {
  private static final long serialVersionUID = 1;

  public StoredSettings {
    new StoreChoice(uri, version);
    Require.positive("support", support);
    Require.positive("query", query);
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
