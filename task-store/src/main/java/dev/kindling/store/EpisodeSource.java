package dev.kindling.store;

import dev.kindling.fault.Fault;
import dev.kindling.form.FeatureScale;
import dev.kindling.form.InputForm;
import dev.kindling.storage.DamageException;
import dev.kindling.task.DamagedRecord;
import dev.kindling.task.ElementType;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.PassedOver;
import dev.kindling.task.Sizes;
import dev.kindling.task.Span;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Draws N-way K-shot episodes. Classes and then examples come in the order of a {@link Shuffle}; a
 * class with too few examples, or an example that is damaged, gives its place to the next.
 */
final class EpisodeSource implements TaskSource {

  private final Store store;
  private final EpisodesSettings settings;
  private final Split split;
  private final ExampleReader reader;
  private final ExampleContents contents;
  private final FeatureScale scale;
  private final Span ways;
  private final Span shots;
  private final Span queries;
  private final int turns;

  /** Only what is learned from is ever changed. */
  private final boolean changed;

  private final Ahead<Key, Task> ahead;

  EpisodeSource(Store store, EpisodesSettings settings, Split split) {
    this.store = store;
    this.settings = settings;
    this.split = split;
    this.reader = ExampleReader.of(store, settings);
    this.contents = reader.contents();
    this.scale = StoredForms.scale(store.manifest(), contents, settings.scaling());
    this.ways = Span.parse("ways", settings.ways());
    this.shots = Span.parse("shots", settings.shots());
    this.queries = Span.parse("queries", settings.queries());
    this.turns = settings.augmentation().rotations();
    this.changed = split == Split.TRAIN && settings.augmentation().changesImages();
    requireSquare();
    requireEnough();
    this.ahead = new Ahead<>(store, this::draw, Ahead.most(shape()));
  }

  private void requireSquare() {
    if (turns > 1 && !contents.isSquare()) {
      throw Fault.usage(
          "augmentation of %d rotations needs square images but examples of %s are of shape %s; set"
                  .formatted(turns, store.name(), contents.shape())
              + " it to 1, or bring the images to a square size");
    }
  }

  /** By turning, one class becomes several. */
  @Override
  public Optional<String> lack() {
    Count count = store.manifest().count(split);
    boolean turned = turns > 1 && count.classes() > 0 && count.most() > 1;
    return turned ? Optional.empty() : store.lack(split);
  }

  /** What no settings could draw from may be opened: only to draw from it is an error. */
  private void requireEnough() {
    if (lack().isPresent()) {
      return;
    }
    Count count = store.manifest().count(split);
    if (count.classes() * turns < ways.most() || count.most() < shots.most() + queries.most()) {
      throw tooFew();
    }
  }

  private Fault tooFew() {
    Count count = store.manifest().count(split);
    return Fault.usage(
        "episodes of %d classes with %d examples each are asked for but the %s split of %s has %d"
                .formatted(
                    ways.most(),
                    shots.most() + queries.most(),
                    splitName(),
                    store.name(),
                    count.classes())
            + " classes of %d to %d examples; lower ways, shots or queries"
                .formatted(count.least(), count.most()));
  }

  private String splitName() {
    return split.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public TaskShape shape() {
    int classes = ways.most();
    return new TaskShape(
        contents.shape(), List.of(), classes * shots.most(), classes * queries.most(), classes);
  }

  @Override
  public InputForm form() {
    return StoredForms.ofExamples(store.manifest(), contents, scale);
  }

  @Override
  public Sizes sizes() {
    boolean fixed = ways.isFixed() && shots.isFixed() && queries.isFixed();
    return fixed ? Sizes.FIXED : Sizes.VARYING;
  }

  /** How many classes and examples an episode has. */
  private record Plan(int ways, int shots, int queries) {
    int examples() {
      return shots + queries;
    }
  }

  private Plan plan(Key key) {
    Key sizes = key.fold("sizes");
    return new Plan(ways.draw(sizes, 0), shots.draw(sizes, 1), queries.draw(sizes, 2));
  }

  private Shuffle classes(Key key) {
    return new Shuffle(key.fold("classes"), store.size(split) * turns);
  }

  @Override
  public void expect(Key key) {
    ahead.expect(key);
  }

  @Override
  public Task sample(Key key) {
    return ahead.take(key);
  }

  Ahead<Key, Task> ahead() {
    return ahead;
  }

  private Task draw(Key key) {
    StoreFault.requireNone(lack());
    Plan plan = plan(key);
    String name = "%s/%s/%s".formatted(settings.uri(), splitName(), key);
    return StoreFault.translated("draw episode " + name, () -> sample(key, plan, name));
  }

  private Task sample(Key key, Plan plan, String name) throws IOException {
    Shuffle classes = classes(key);
    PassedOver passed = new PassedOver();
    List<Drawn> drawn = new ArrayList<>();
    while (drawn.size() < plan.ways()) {
      if (!classes.hasNext()) {
        throw tooFew();
      }
      draw(key, plan, classes.next(), damage(name, passed)).ifPresent(drawn::add);
    }
    Examples support = examples(drawn, 0, plan.shots());
    Examples query = examples(drawn, plan.shots(), plan.examples());
    return new Task(name, support, query, store.name(), passed.records());
  }

  /** Notes a record that is damaged, and how. */
  private BiConsumer<String, DamageException> damage(String task, PassedOver passed) {
    int allowed = settings.damagedRecords();
    return (record, damage) ->
        passed.add(new DamagedRecord(store.name(), record, task, damage.getMessage(), allowed));
  }

  /** The features of a class's examples, and how far they are to be turned. */
  private record Drawn(List<byte[]> examples, int turns) {}

  private Optional<Drawn> draw(
      Key key, Plan plan, long number, BiConsumer<String, DamageException> damaged)
      throws IOException {
    ClassEntry entry = store.classEntry(split, number / turns);
    if (entry.count() < plan.examples()) {
      return Optional.empty();
    }
    Shuffle order = new Shuffle(key.fold("examples").fold(number), entry.count());
    Key changes = key.fold("augmentation").fold(number);
    List<byte[]> examples = new ArrayList<>();
    while (examples.size() < plan.examples() && order.hasNext()) {
      Key change = changes.fold(examples.size());
      read(entry, (int) order.next(), change, damaged).ifPresent(examples::add);
    }
    boolean enough = examples.size() == plan.examples();
    return enough ? Optional.of(new Drawn(examples, (int) (number % turns))) : Optional.empty();
  }

  private Optional<byte[]> read(
      ClassEntry entry, int index, Key change, BiConsumer<String, DamageException> damaged)
      throws IOException {
    RecordSequence.Located located = store.example(entry, index);
    try {
      return Optional.of(
          changed
              ? reader.read(located, AffineChange.draw(settings.augmentation(), change))
              : reader.read(located));
    } catch (DamageException damage) {
      damaged.accept(located + ", class " + entry.name(), damage);
      return Optional.empty();
    }
  }

  private Examples examples(List<Drawn> classes, int from, int to) {
    int each = contents.values();
    int count = classes.size() * (to - from);
    float[] features = new float[count * each];
    float[] targets = new float[count];
    int example = 0;
    for (int way = 0; way < classes.size(); way++) {
      Drawn drawn = classes.get(way);
      for (byte[] payload : drawn.examples().subList(from, to)) {
        scale(payload, features, example * each);
        turn(features, example * each, drawn.turns());
        targets[example++] = way;
      }
    }
    return Examples.of(HostTensor.of(features, shapeOf(count)), HostTensor.of(targets, count));
  }

  private void scale(byte[] payload, float[] features, int start) {
    if (contents.type() == ElementType.U8) {
      scale.ofBytes(payload, features, start);
    } else {
      scale.ofFloats(payload, features, start);
    }
  }

  private void turn(float[] features, int start, int by) {
    if (by > 0) {
      QuarterTurn.apply(features, start, contents.shape().get(0), contents.channels(), by);
    }
  }

  private int[] shapeOf(int count) {
    int[] shape = new int[contents.shape().size() + 1];
    shape[0] = count;
    for (int axis = 1; axis < shape.length; axis++) {
      shape[axis] = contents.shape().get(axis - 1);
    }
    return shape;
  }
}
