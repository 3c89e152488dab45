package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.task.Augmentation;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Key;
import dev.kindling.task.Listed;
import dev.kindling.task.MixturePart;
import dev.kindling.task.MixtureSettings;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.Task;
import dev.kindling.task.TaskList;
import dev.kindling.task.TaskSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What models are judged on: stored tasks once each. */
@NeedsHadoop
class StoredListTest {
  private static final Key KEY = Key.of(5);

  @TempDir private Path directory;
  private String uri;

  @BeforeEach
  void aPlace() {
    uri = directory.resolve("store").toUri().toString();
  }

  @AfterEach
  void close() {
    new OpenStores().close();
  }

  private StoredSettings settings(String store, int damaged) {
    return new StoredSettings(store, 1, 4, 3, Scaling.NONE, damaged, 1);
  }

  private TaskList list(Split split) {
    return settings(uri, 5).open(split).list(KEY);
  }

  private static Task task(TaskList list, int place) {
    return list.task(place).task().orElseThrow();
  }

  private static List<String> names(TaskList list, int count) {
    return IntStream.range(0, count).mapToObj(place -> task(list, place).name()).toList();
  }

  @Test
  void eachTaskIsInOnePlace() {
    Samples.tasks(uri, 0, 60);
    TaskList list = list(Split.TEST);
    int tasks = (int) list.size().orElseThrow();

    assertThat(tasks).isBetween(2, 20);
    assertThat(list.count(1000)).isEqualTo(tasks);
    assertThat(list.count(tasks - 1)).isEqualTo(tasks - 1);
    assertThat(names(list, tasks)).doesNotHaveDuplicates();
    TaskList train = list(Split.TRAIN);
    assertThat(names(train, 10)).doesNotHaveDuplicates();
    assertThat(names(settings(uri, 5).open(Split.TRAIN).list(Key.of(6)), 10))
        .isNotEqualTo(names(train, 10));
  }

  @Test
  void aPlaceHoldsTheSameBitsInAnyOrderAndExpectedOrNot() {
    Samples.tasks(uri, 0, 60);
    TaskList list = list(Split.TRAIN);
    int tasks = list.count(1000);
    List<String> inOrder =
        IntStream.range(0, tasks).mapToObj(i -> Samples.digest(task(list, i))).toList();
    new OpenStores().close();

    TaskList other = list(Split.TRAIN);
    IntStream.range(0, tasks).forEach(other::expect);
    List<String> inParallel =
        IntStream.range(0, tasks).parallel().mapToObj(i -> Samples.digest(task(other, i))).toList();
    assertThat(inParallel).isEqualTo(inOrder);
    for (int i = tasks - 1; i >= 0; i--) {
      assertThat(Samples.digest(task(other, i))).isEqualTo(inOrder.get(i));
    }
  }

  @Test
  void noOtherTaskStandsForADamagedOne() throws IOException {
    Samples.tasks(uri, 0, 60);
    List<String> whole = names(list(Split.TRAIN), list(Split.TRAIN).count(1000));
    new OpenStores().close();
    damageFirstRecord();

    TaskList list = list(Split.TRAIN);
    List<Listed> listed = IntStream.range(0, whole.size()).mapToObj(list::task).toList();
    List<Listed> missing = listed.stream().filter(one -> one.task().isEmpty()).toList();

    assertThat(missing).hasSize(1);
    assertThat(missing.get(0).passedOver())
        .singleElement()
        .satisfies(damaged -> assertThat(damaged.record()).startsWith("record 0 of "));
    assertThat(listed.stream().flatMap(one -> one.task().stream()).map(Task::name))
        .hasSize(whole.size() - 1)
        .doesNotHaveDuplicates()
        .isSubsetOf(whole);
    TaskList none = settings(uri, 0).open(Split.TRAIN).list(KEY);
    assertThatThrownBy(() -> IntStream.range(0, whole.size()).forEach(none::task))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("at most 0 damaged records are allowed");
  }

  private void damageFirstRecord() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("store/parts"))) {
      Path file =
          files.filter(path -> path.toString().contains("train")).sorted().findFirst().get();
      byte[] bytes = Files.readAllBytes(file);
      bytes[49] ^= 4;
      Files.write(file, bytes);
    }
  }

  @Test
  void aMixtureEndsBeforeATaskWouldComeTwice() {
    Samples.tasks(uri, 0, 60);
    String large = directory.resolve("large").toUri().toString();
    Samples.tasks(large, 0, 400);
    TaskSource mixture =
        new MixtureSettings(
                List.of(
                    new MixturePart("", 1, settings(uri, 0)),
                    new MixturePart("", 3, settings(large, 0))))
            .open(Split.TRAIN);
    TaskList list = mixture.list(KEY);
    int count = list.count(10_000);
    List<Task> tasks = IntStream.range(0, count).mapToObj(i -> task(list, i)).toList();

    assertThat(tasks.stream().map(task -> task.provenance() + task.name())).doesNotHaveDuplicates();
    long small = tasks.stream().filter(task -> !task.provenance().contains("large")).count();
    assertThat(small).isEqualTo(list(Split.TRAIN).count(1000));
    assertThat(small / (double) count).isBetween(.15, .35);
    assertThat(list.count(7)).isEqualTo(7);
  }

  @Test
  void aSplitWithoutTasksIsOpenedButNotDrawnFrom() {
    var writer = StoreWriter.create(uri, Samples.TABLE, new Fractions(1, 0, 0), Samples.HADOOP);
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      part.add(Samples.task(1));
      writer.commit(List.of(part.finish()), java.util.Map.of());
    }
    TaskSource empty = settings(uri, 0).open(Split.TEST);

    assertThat(empty.lack())
        .hasValueSatisfying(lack -> assertThat(lack).endsWith(" has no test tasks"));
    assertThat(empty.list(KEY).count(5)).isZero();
    assertThatThrownBy(() -> empty.sample(KEY))
        .isInstanceOf(Fault.class)
        .hasMessageEndingWith("version 1 has no test tasks; import more, or use another split");
    assertThat(settings(uri, 0).open(Split.TRAIN).lack()).isEmpty();
  }

  @Test
  void classesThatGiveNoEpisodeAreALackAndTooFewForTheWaysAreRefused() {
    Samples.images(uri, 0, 3);
    Split none = null;
    for (Split split : Split.values()) {
      TaskSource source = ways(2, Augmentation.NONE).open(split);
      none = source.lack().isPresent() ? split : none;
      assertThat(source.list(KEY).count(5)).isEqualTo(source.lack().isPresent() ? 0 : 5);
    }
    assertThat(none).isNotNull();
    Split some = Stream.of(Split.values()).filter(this::hasTwoClasses).findFirst().orElseThrow();
    assertThatThrownBy(() -> ways(5, Augmentation.NONE).open(some))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("lower ways");
  }

  private boolean hasTwoClasses(Split split) {
    return ways(2, Augmentation.NONE).open(split).lack().isEmpty();
  }

  @Test
  void aClassThatIsTurnedIsFour() {
    Samples.images(uri, 0, 3);
    for (Split split : Split.values()) {
      boolean none = ways(2, Augmentation.ofRotations(4)).open(split).lack().isPresent();
      assertThat(none).isEqualTo(classes(split) == 0);
    }
  }

  private long classes(Split split) {
    try (var cache = new dev.kindling.storage.BlockCache(0);
        Store store = Store.open(uri, 1, Samples.HADOOP, cache)) {
      return store.size(split);
    }
  }

  private EpisodesSettings ways(int ways, Augmentation augmentation) {
    return new EpisodesSettings(
        uri, 1, "" + ways, "2", "3", "stored", augmentation, Scaling.NONE, 0, 1);
  }
}
