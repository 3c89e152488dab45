package dev.kindling.task;

import dev.kindling.fault.Require;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.Meaning;
import dev.kindling.meaning.Spelling;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Settings of a store of examples; {@link StoredSettings} are of a store of whole tasks. */
@Meaning(
    "N-way K-shot episodes drawn from a store of examples, such as imported"
        + " images: N classes, and of each K examples to adapt to and others to be"
        + " judged on.")
public record EpisodesSettings(
    @Meaning(value = "The task store, on any Hadoop file system.", example = "hdfs:///stores/birds")
        String uri,
    @Meaning(
            value =
                "Which version of the store: a number, or newest for what is the newest when a"
                    + " run begins. A run keeps the version that it began with.",
            example = "3")
        @Spelling(pattern = StoreChoice.FORM, takes = "a whole number from 1, as 3, or newest")
        String version,
    @Meaning(value = "Classes of a task.", example = "5-20")
        @Spelling(pattern = Span.FORM, takes = "a whole number from 2, as 5, or a range, as 5-20")
        @Bounds(least = 2)
        String ways,
    @Meaning(value = "Examples of each class to adapt to.", example = "1-10")
        @Spelling(pattern = Span.FORM, takes = "a whole number from 1, as 1, or a range, as 1-10")
        @Bounds(least = 1)
        String shots,
    @Meaning("Examples of each class to be judged on.")
        @Spelling(pattern = Span.FORM, takes = "a whole number from 1, as 15, or a range, as 5-15")
        @Bounds(least = 1)
        String queries,
    @Meaning(
            value =
                "What images are brought to, as height x width in pixels; stored for the size"
                    + " that they are stored in.",
            example = "84x84")
        @Spelling(
            pattern = ImageSize.FORM + "|" + EpisodesSettings.STORED_SIZE,
            takes = "height x width, as 28x28, or stored")
        String size,
    @Meaning("How more is made of the stored images for training.") Augmentation augmentation,
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

  /** The size of those who ask for none. */
  public static final String STORED_SIZE = "stored";

  public EpisodesSettings {
    new StoreChoice(uri, version);
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

  @Override
  public EpisodesSettings unaugmented() {
    return new EpisodesSettings(
        uri,
        version,
        ways,
        shots,
        queries,
        size,
        Augmentation.NONE,
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
