package dev.kindling.task;

import dev.kindling.fault.Require;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * N-way K-shot episodes drawn from a store of examples: N classes, of each of them K examples to
 * adapt to and others to be judged on.
 *
 * @param uri the store, on any Hadoop file system
 * @param version of the store, as 3, or newest: what is the newest when a run begins, for all of
 *     the run
 * @param ways how many classes, as 5 or 5-20
 * @param shots how many examples of a class to adapt to, as 1 or 1-10
 * @param queries how many examples of a class to be judged on
 * @param size what images are brought to, as 28x28, or stored: the size that they are stored in
 * @param damagedRecords how many different damaged records a run may pass over
 * @param cacheMebibytes how much of the stores a process holds in memory; 0 for nothing
 */
public record EpisodesSettings(
    String uri,
    String version,
    String ways,
    String shots,
    String queries,
    String size,
    Augmentation augmentation,
    Scaling scaling,
    int damagedRecords,
    int cacheMebibytes)
    implements TaskSettings {
  private static final long serialVersionUID = 1;

  /** The size of those who ask for none. */
  public static final String STORED_SIZE = "stored";

  public EpisodesSettings {
    new StoreChoice(uri, version);
    Require.atLeast("ways", Span.parse("ways", ways).least(), 2);
    Span.parse("shots", shots);
    Span.parse("queries", queries);
    ImageSize.parse("size", size, STORED_SIZE);
    Require.present("augmentation", augmentation);
    Require.present("scaling", scaling);
    Require.notNegative("damaged-records", damagedRecords);
    Require.notNegative("cache-mebibytes", cacheMebibytes);
  }

  /** Of a version that is known. */
  public EpisodesSettings(
      String uri,
      int version,
      String ways,
      String shots,
      String queries,
      String size,
      Augmentation augmentation,
      Scaling scaling,
      int damagedRecords,
      int cacheMebibytes) {
    this(
        uri,
        Integer.toString(version),
        ways,
        shots,
        queries,
        size,
        augmentation,
        scaling,
        damagedRecords,
        cacheMebibytes);
  }

  public static EpisodesSettings defaults() {
    return new EpisodesSettings(
        "store",
        StoreChoice.NEWEST,
        "5",
        "1",
        "15",
        STORED_SIZE,
        Augmentation.NONE,
        Scaling.UNIT,
        0,
        256);
  }

  public StoreChoice store() {
    return new StoreChoice(uri, version);
  }

  @Override
  public EpisodesSettings withStores(UnaryOperator<StoreChoice> choose) {
    StoreChoice chosen = choose.apply(store());
    return new EpisodesSettings(
        chosen.uri(),
        chosen.version(),
        ways,
        shots,
        queries,
        size,
        augmentation,
        scaling,
        damagedRecords,
        cacheMebibytes);
  }

  /** What images are brought to; nothing if they stay as they are stored. */
  public Optional<ImageSize> imageSize() {
    return ImageSize.parse("size", size, STORED_SIZE);
  }

  @Override
  public TaskSource open(Split split) {
    return TaskStores.installed().episodes(this, split);
  }
}
