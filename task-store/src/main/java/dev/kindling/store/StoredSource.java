package dev.kindling.store;

import dev.kindling.fault.Fault;
import dev.kindling.form.InputForm;
import dev.kindling.form.TableForm;
import dev.kindling.storage.DamageException;
import dev.kindling.task.DamagedRecord;
import dev.kindling.task.Examples;
import dev.kindling.task.FeatureColumn;
import dev.kindling.task.HostTensor;
import dev.kindling.task.Key;
import dev.kindling.task.Listed;
import dev.kindling.task.PassedOver;
import dev.kindling.task.Sizes;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.Task;
import dev.kindling.task.TaskList;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskSource;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws stored tasks. From a task with n examples, m = min(n, support + query) are taken and
 * divided in the ratio of support to query, at least one each. With time, the m follow one another;
 * the task adapts to the earlier and is judged on the later. Without, any m are taken. A missing
 * number is the training split's mean. Codes are as they are stored, whatever the scaling.
 */
final class StoredSource implements TaskSource {

  private final Store store;
  private final StoredSettings settings;
  private final Split split;
  private final TaskContents contents;
  private final List<FeatureColumn> columns;
  private final TableForm form;
  private final Ahead<Key, Task> ahead;

  /** One split is hardly ever both drawn from and judged on, so that one of the two is empty. */
  private final Ahead<Place, Listed> aheadInOrder;

  /** A place in the order of all tasks that follows from a key. */
  record Place(Key key, int number) {}

  StoredSource(Store store, StoredSettings settings, Split split) {
    this.store = store;
    this.settings = settings;
    this.split = split;
    this.contents = contents(store);
    this.columns = store.manifest().featureColumns();
    this.form = StoredForms.ofTable(store.manifest(), settings.scaling());
    this.ahead = new Ahead<>(store, this::draw, Ahead.most(shape()));
    this.aheadInOrder = new Ahead<>(store, this::inOrder, Ahead.most(shape()));
  }

  private static TaskContents contents(Store store) {
    if (store.manifest().contents() instanceof TaskContents tasks) {
      return tasks;
    }
    throw Fault.usage(
        "kind stored needs a store of tasks but %s holds examples; set the kind of tasks to episodes"
            .formatted(store.name()));
  }

  @Override
  public TaskShape shape() {
    return new TaskShape(
        List.of(contents.features()),
        List.of(),
        settings.support(),
        settings.query(),
        contents.classes(),
        columns);
  }

  @Override
  public InputForm form() {
    return form;
  }

  @Override
  public Sizes sizes() {
    Count count = store.manifest().count(Split.TRAIN);
    return count.tasks() > 0 && count.least() >= settings.support() + settings.query()
        ? allFixed()
        : Sizes.VARYING;
  }

  /** One program serves all splits. */
  private Sizes allFixed() {
    int wanted = settings.support() + settings.query();
    boolean fixed =
        store.manifest().counts().values().stream()
            .allMatch(count -> count.tasks() == 0 || count.least() >= wanted);
    return fixed ? Sizes.FIXED : Sizes.VARYING;
  }

  @Override
  public Optional<String> lack() {
    return store.lack(split);
  }

  @Override
  public TaskList list(Key key) {
    return new StoredList(this, key, store.size(split));
  }

  void expect(Place place) {
    aheadInOrder.expect(place);
  }

  Listed listed(Place place) {
    return aheadInOrder.take(place);
  }

  private Shuffle tasks(Key key) {
    return new Shuffle(key.fold("task"), store.size(split));
  }

  @Override
  public void expect(Key key) {
    ahead.expect(key);
  }

  @Override
  public Task sample(Key key) {
    return ahead.take(key);
  }

  private String name(Key key) {
    return "%s/%s/%s".formatted(settings.uri(), split.name().toLowerCase(Locale.ROOT), key);
  }

  private Task draw(Key key) {
    StoreFault.requireNone(lack());
    return StoreFault.translated("draw a task of " + store.name(), () -> draw(key, name(key)));
  }

  private Task draw(Key key, String name) throws IOException {
    Shuffle order = tasks(key);
    PassedOver passed = new PassedOver();
    while (order.hasNext()) {
      RecordSequence.Located located = store.sequence(split).locate(order.next());
      try {
        return task(key, store.task(located), passed);
      } catch (DamageException damage) {
        passed.add(damaged(located, name, damage));
      }
    }
    throw Fault.data("every task of %s is damaged; import again".formatted(store.name()));
  }

  private DamagedRecord damaged(
      RecordSequence.Located located, String name, DamageException damage) {
    return new DamagedRecord(
        store.name(), located.toString(), name, damage.getMessage(), settings.damagedRecords());
  }

  private Listed inOrder(Place place) {
    return StoreFault.translated("read a task of " + store.name(), () -> read(place));
  }

  private Listed read(Place place) throws IOException {
    Key key = place.key().fold(place.number());
    var order = new Permutation(place.key().fold("order"), store.size(split));
    var located = store.sequence(split).locate(order.at(place.number()));
    PassedOver passed = new PassedOver();
    try {
      return Listed.of(task(key, store.task(located), passed));
    } catch (DamageException damage) {
      passed.add(damaged(located, name(key), damage));
      return new Listed(Optional.empty(), passed.records());
    }
  }

  private Task task(Key key, StoredTask stored, PassedOver passed) throws IOException {
    int[] chosen = chosen(key, stored);
    double part = settings.support() / ((double) settings.support() + settings.query());
    int support = (int) Math.round(chosen.length * part);
    support = Math.max(1, Math.min(chosen.length - 1, support));
    return new Task(
        stored.name(),
        examples(stored, chosen, 0, support),
        examples(stored, chosen, support, chosen.length),
        store.name(),
        passed.records());
  }

  private int[] chosen(Key key, StoredTask stored) throws IOException {
    int examples = stored.examples();
    if (examples < TaskPart.LEAST_EXAMPLES) {
      throw new DamageException("task %s has %d examples".formatted(stored.name(), examples));
    }
    int[] chosen = new int[Math.min(examples, settings.support() + settings.query())];
    Key of = key.fold("examples");
    if (contents.time()) {
      int first = (int) of.below(0, examples - chosen.length + 1L);
      for (int i = 0; i < chosen.length; i++) {
        chosen[i] = first + i;
      }
      return chosen;
    }
    Shuffle order = new Shuffle(of, examples);
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = (int) order.next();
    }
    return chosen;
  }

  private Examples examples(StoredTask stored, int[] chosen, int from, int to) {
    int columns = contents.features();
    float[] features = new float[(to - from) * columns];
    float[] targets = new float[to - from];
    for (int i = from; i < to; i++) {
      float[] numbers = stored.numeric()[chosen[i]];
      form.write(numbers, stored.categorical()[chosen[i]], features, (i - from) * columns);
      targets[i - from] = stored.target()[chosen[i]];
    }
    return Examples.of(
        HostTensor.of(features, to - from, columns), HostTensor.of(targets, to - from));
  }
}
