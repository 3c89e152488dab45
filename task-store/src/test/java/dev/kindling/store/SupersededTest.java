package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions in which new records stand for old ones. */
@NeedsHadoop
class SupersededTest {

  @TempDir private Path directory;
  private String uri;

  @BeforeEach
  void aPlace() {
    uri = directory.resolve("store").toUri().toString();
  }

  private Manifest create(int tasks) {
    StoreWriter writer =
        StoreWriter.create(uri, Samples.TABLE, Fractions.defaults(), Samples.HADOOP);
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      inOrder(IntStream.range(0, tasks)).forEach(i -> part.add(Samples.task(i)));
      return writer.commit(List.of(part.finish()), Map.of());
    }
  }

  private static Stream<Integer> inOrder(IntStream numbers) {
    return numbers.boxed().sorted(Comparator.comparingLong(i -> KeyHash.of("user" + i)));
  }

  /** What comes of an old task and a new one. */
  private record Change(StoredTask merged, StoredTask added) {}

  private Manifest change(IntStream numbers, UnaryOperator<StoredTask> more) {
    return change(numbers, (old, added) -> new Change(joined(old, added), added), more);
  }

  private Manifest change(
      IntStream numbers,
      BiFunction<StoredTask, StoredTask, Change> merging,
      UnaryOperator<StoredTask> more) {
    StoreWriter writer = StoreWriter.append(uri, Samples.TABLE, Samples.HADOOP);
    int version = writer.parent().orElseThrow().version();
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP);
        KnownTasks known = KnownTasks.open(uri, version, Samples.HADOOP)) {
      inOrder(numbers)
          .forEach(
              i -> {
                KnownTasks.Known old = known.find("user" + i).orElseThrow();
                StoredTask coming = more.apply(old.task());
                Change change = merging.apply(old.task(), coming);
                int cut = old.task().examples() + coming.examples() - change.merged().examples();
                part.count("tasks seen", 1);
                part.count("tasks merged with those of the store", 1);
                part.count("examples seen", coming.examples());
                part.count("examples cut off", cut);
                part.replace(old, change.merged(), change.added());
              });
      return writer.commit(List.of(part.finish()), Map.of());
    }
  }

  /** One more example, later than all others. */
  private static StoredTask later(StoredTask old, float value) {
    long time = old.time()[old.examples() - 1] + 1;
    return new StoredTask(
        old.name(),
        new float[][] {{value, value}},
        new int[][] {{1}},
        new float[] {value},
        new long[] {time});
  }

  private static StoredTask joined(StoredTask old, StoredTask added) {
    return part(old, added, 0);
  }

  /** Both, but for the first examples. */
  private static StoredTask part(StoredTask old, StoredTask added, int from) {
    float[] target = Arrays.copyOf(old.target(), old.examples() + 1);
    long[] time = Arrays.copyOf(old.time(), old.examples() + 1);
    target[old.examples()] = added.target()[0];
    time[old.examples()] = added.time()[0];
    return new StoredTask(
        old.name(),
        Stream.concat(Stream.of(old.numeric()), Stream.of(added.numeric()))
            .skip(from)
            .toArray(float[][]::new),
        Stream.concat(Stream.of(old.categorical()), Stream.of(added.categorical()))
            .skip(from)
            .toArray(int[][]::new),
        Arrays.copyOfRange(target, from, target.length),
        Arrays.copyOfRange(time, from, time.length));
  }

  private Map<String, String> tasks(int version) {
    Map<String, String> all = new TreeMap<>();
    try (BlockCache cache = new BlockCache(1 << 20);
        Store store = Store.open(uri, version, Samples.HADOOP, cache)) {
      assertThat(StoreCheck.of(store).problems()).isEmpty();
      for (Split split : Split.values()) {
        for (long i = 0; i < store.size(split); i++) {
          StoredTask task = store.task(split, i);
          assertThat(all.put(task.name(), split + Arrays.toString(task.bytes()))).isNull();
        }
      }
    }
    return all;
  }

  /** Counts and statistics of what is there, from nothing. */
  private void assertCounted(Manifest manifest) {
    try (BlockCache cache = new BlockCache(1 << 20);
        Store store = Store.open(uri, manifest.version(), Samples.HADOOP, cache)) {
      var moments = new TaskMoments(Samples.TABLE);
      for (Split split : Split.values()) {
        Count count = Count.none();
        for (long i = 0; i < store.size(split); i++) {
          StoredTask task = store.task(split, i);
          count = count.plus(Count.ofTask(task.examples()));
          if (split == Split.TRAIN) {
            moments.add(task);
          }
        }
        assertThat(manifest.count(split)).isEqualTo(count);
      }
      for (int i = 0; i < moments.statistics().size(); i++) {
        ColumnStatistics seen = manifest.statistics().get(i);
        ColumnStatistics expected = moments.statistics().get(i);
        assertThat(List.of(seen.count(), seen.missing(), seen.minimum(), seen.maximum()))
            .isEqualTo(
                List.of(
                    expected.count(), expected.missing(), expected.minimum(), expected.maximum()));
        assertThat(seen.mean()).isCloseTo(expected.mean(), within(1e-9));
        assertThat(seen.deviation()).isCloseTo(expected.deviation(), within(1e-9));
      }
    }
  }

  @Test
  void newRecordsStandForOldOnesAndOldVersionsStay() {
    create(60);
    Map<String, String> first = tasks(1);

    Manifest second = change(IntStream.of(3, 17, 29, 40, 41), old -> later(old, 7));
    Manifest third = change(IntStream.of(17, 50), old -> later(old, -70));

    assertThat(tasks(1)).isEqualTo(first);
    assertThat(tasks(2).keySet()).isEqualTo(first.keySet());
    assertThat(changed(first, tasks(2)))
        .containsExactly("user17", "user29", "user3", "user40", "user41");
    assertThat(changed(tasks(2), tasks(3))).containsExactly("user17", "user50");
    assertThat(second.files()).containsAll(manifest(1).files());
    assertCounted(second);
    assertCounted(third);
  }

  private Manifest manifest(int version) {
    try (Store store = Store.open(uri, version, Samples.HADOOP, new BlockCache(1 << 20))) {
      return store.manifest();
    }
  }

  private static List<String> changed(Map<String, String> before, Map<String, String> after) {
    return before.keySet().stream()
        .filter(name -> !before.get(name).equals(after.get(name)))
        .toList();
  }

  @Test
  void anyTaskIsFoundAmongAnySuperseded() {
    create(200);
    Key key = Key.of(4);
    for (int round = 0; round < 6; round++) {
      Key of = key.fold(round);
      IntStream some = IntStream.range(0, 200).filter(i -> of.below(i, 3) == 0);
      assertCounted(change(some, old -> later(old, 1)));
    }
    assertThat(tasks(7)).hasSize(200);
    try (KnownTasks known = KnownTasks.open(uri, 7, Samples.HADOOP)) {
      for (int i = 0; i < 400; i++) {
        assertThat(known.find("user" + i).map(one -> one.task().name()))
            .isEqualTo(i < 200 ? java.util.Optional.of("user" + i) : java.util.Optional.empty());
      }
    }
    try (Store store = Store.open(uri, 7, Samples.HADOOP, new BlockCache(1 << 20))) {
      RecordSequence train = store.sequence(Split.TRAIN);
      assertThat(train.positions()).isGreaterThan(train.records() + 200);
    }
  }

  @Test
  void whatIsCutIsInNoStatistics() {
    create(40);
    change(IntStream.range(0, 40), old -> later(old, 1000));

    Manifest third =
        change(
            IntStream.range(0, 40),
            (old, added) -> {
              StoredTask last = part(old, added, old.examples());
              StoredTask two = part(last, later(last, 2), 0);
              return new Change(two, two);
            },
            old -> later(old, 1));

    assertCounted(third);
    assertThat(third.statistics().get(0).maximum()).isEqualTo(2);
    assertThat(third.count(Split.TRAIN).most()).isEqualTo(2);
  }

  @Test
  void compactedTheyAreGoneAndTheTasksAreTheSame() throws IOException {
    create(60);
    change(IntStream.range(0, 30), old -> later(old, 7));
    Map<String, String> before = tasks(2);
    var maintenance = new StoreMaintenance(uri, Samples.HADOOP);

    Manifest compacted = maintenance.compact().after();
    maintenance.delete(maintenance.needless(1));

    assertThat(tasks(3)).isEqualTo(before);
    assertThat(compacted.files()).extracting(StoreFile::role).containsOnly(StoreFile.Role.TASKS);
    assertCounted(compacted);
    assertCounted(change(IntStream.of(2, 31, 59), old -> later(old, 3)));
    assertThat(tasks(4)).hasSize(60);
    try (Stream<Path> files = Files.list(directory.resolve("store/parts"))) {
      assertThat(files).hasSize(manifest(4).files().size());
    }
  }

  @Test
  void namesInNoOrderAreFoundToo() {
    Samples.tasks(uri, 0, 2500);
    StoreWriter writer = StoreWriter.append(uri, Samples.TABLE, Samples.HADOOP);
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      IntStream.range(2500, 6000).forEach(i -> part.add(Samples.task(i)));
      writer.commit(List.of(part.finish()), Map.of());
    }
    assertThat(manifest(2).files())
        .anyMatch(file -> file.role() == StoreFile.Role.TASKS && file.runs().isEmpty());
    try (KnownTasks known = KnownTasks.open(uri, 2, Samples.HADOOP)) {
      for (int i = 0; i < 6010; i += 37) {
        assertThat(known.find("user" + i).isPresent()).as("user" + i).isEqualTo(i < 6000);
      }
    }
  }

  @Test
  void aDamagedListIsNamed() throws IOException {
    create(60);
    Manifest second = change(IntStream.range(0, 50), old -> later(old, 7));
    StoreFile list =
        second.files(StoreFile.Role.SUPERSEDED, Split.TRAIN).stream().findFirst().orElseThrow();
    Path file = directory.resolve("store").resolve(list.name());
    byte[] bytes = Files.readAllBytes(file);
    int middle = (int) list.facts().records() / 2;
    bytes[40 + 12 * middle] ^= 1;
    Files.write(file, bytes);
    try (Store store = Store.open(uri, 2, Samples.HADOOP, new BlockCache(1 << 20))) {
      assertThat(StoreCheck.of(store).problems())
          .anyMatch(problem -> problem.contains(list.name()) && problem.contains("CRC32C"));
      assertThatThrownBy(() -> IntStream.range(0, 40).forEach(i -> store.task(Split.TRAIN, i)))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("CRC32C");
    }
  }
}
