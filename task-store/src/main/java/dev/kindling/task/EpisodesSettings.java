package dev.kindling.task;

import dev.kindling.fault.Require;
import java.util.Optional;

/**
 * N-way K-shot episodes drawn from a store of examples: N classes, of each of them K examples to
 * adapt to and others to be judged on.
 *
 * @param uri the store, on any Hadoop file system
 * @param version of the store; what is read never changes
 * @param ways how many classes, as 5 or 5-20
 * @param shots how many examples of a class to adapt to, as 1 or 1-10
 * @param queries how many examples of a class to be judged on
 * @param size what images are brought to, as 28x28, or stored: the size that they are stored in
 * @param damagedRecords how many different damaged records a run may pass over
 * @param cacheMebibytes how much of the stores a process holds in memory; 0 for nothing
 */
public record EpisodesSettings(
    String uri,
    int version,
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
    Require.notBlank("uri", uri);
    Require.positive("version", version);
    Require.atLeast("ways", Span.parse("ways", ways).least(), 2);
    int most = Span.parse("ways", ways).most();
    TaskLimits.requireEach("shots", Span.parse("shots", shots).most(), most);
    TaskLimits.requireEach("queries", Span.parse("queries", queries).most(), most);
    ImageSize.parse("size", size, STORED_SIZE);
    Require.present("augmentation", augmentation);
    Require.present("scaling", scaling);
    Require.notNegative("damaged-records", damagedRecords);
    Require.notNegative("cache-mebibytes", cacheMebibytes);
  }

  public static EpisodesSettings defaults() {
    return new EpisodesSettings(
        "store", 1, "5", "1", "15", STORED_SIZE, Augmentation.NONE, Scaling.UNIT, 0, 256);
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
