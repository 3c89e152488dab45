package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.task.Augmentation;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Key;
import dev.kindling.task.PassedOver;
import dev.kindling.task.Scaling;
import dev.kindling.task.Sizes;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsHadoop
class SampledTasksTest {

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

  private EpisodesSettings episodes(int cache) {
    return new EpisodesSettings(
        uri,
        1,
        "3-5",
        "1-2",
        "3",
        "stored",
        Augmentation.ofRotations(4),
        Scaling.STANDARD,
        0,
        cache);
  }

  @Test
  void oneDigestWithAndWithoutCacheAndAhead() {
    Samples.images(uri, 0, 30);
    TaskSource plain = episodes(0).open(Split.TRAIN);
    String digest = Samples.digest(plain, 0, 40);
    TaskSource cached = episodes(1).open(Split.TRAIN);

    assertThat(Samples.digest(cached, 0, 40)).isEqualTo(digest);
    for (int i = 0; i < 100; i++) {
      cached.expect(Key.of(7).fold(i));
    }
    assertThat(Samples.digest(cached, 0, 40)).isEqualTo(digest);
    assertThat(Samples.digest(episodes(1).open(Split.TEST), 0, 40)).isNotEqualTo(digest);
  }

  @Test
  void whatIsExpectedOfOneIsTakenFromAnother() throws IOException {
    Samples.images(uri, 0, 30);
    TaskSource plain = episodes(0).open(Split.TRAIN);
    String digest = Samples.digest(plain, 0, 10);
    new OpenStores().close();

    var announced = (EpisodeSource) episodes(0).open(Split.TRAIN);
    for (int i = 0; i < 10; i++) {
      announced.expect(Key.of(7).fold(i));
    }
    awaitDrawn(announced.ahead(), 10);
    damageAll("examples");
    assertThat(Samples.digest(episodes(0).open(Split.TRAIN), 0, 10)).isEqualTo(digest);
    assertThat(announced.ahead().drawn()).isZero();
  }

  private static void awaitDrawn(Ahead<?, ?> ahead, long tasks) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (ahead.drawn() < tasks && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(ahead.drawn()).isEqualTo(tasks);
  }

  @Test
  void whatNobodyComesForIsForgotten() {
    Samples.images(uri, 0, 30);
    TaskSource source = episodes(1).open(Split.TRAIN);
    try (BlockCache cache = new BlockCache(0);
        Store store = Store.open(uri, 1, Samples.HADOOP, cache)) {
      var ahead = new Ahead<Key, Task>(store, source::sample, 8);
      for (int i = 0; i < 20; i++) {
        ahead.expect(Key.of(1).fold(i));
      }
      awaitDrawn(ahead, 8);
      for (int i = 0; i < 9; i++) {
        ahead.take(Key.of(2).fold(i));
      }
      ahead.expect(Key.of(3));
      awaitDrawn(ahead, 1);
    }
  }

  @Test
  void largeTasksAreHeldInSmallNumbers() {
    assertThat(Ahead.most(new TaskShape(List.of(28, 28, 1), List.of(), 5, 75, 5))).isEqualTo(533);
    assertThat(Ahead.most(new TaskShape(List.of(84, 84, 3), List.of(), 25, 75, 5))).isEqualTo(15);
    assertThat(Ahead.most(new TaskShape(List.of(4096, 4096), List.of(), 25, 75))).isEqualTo(8);
  }

  @Test
  void anyOrderAndAnyThreadsDrawTheSame() {
    Samples.tasks(uri, 0, 50);
    TaskSource source = new StoredSettings(uri, 1, 4, 3, Scaling.STANDARD, 0, 1).open(Split.TRAIN);
    List<String> inOrder = digests(IntStream.range(0, 200), source);
    List<String> backwards = digests(IntStream.range(0, 200).map(i -> 199 - i), source);
    List<String> inParallel = digests(IntStream.range(0, 200).parallel(), source);

    assertThat(inParallel).isEqualTo(inOrder);
    assertThat(IntStream.range(0, 200).mapToObj(i -> backwards.get(199 - i)).toList())
        .isEqualTo(inOrder);
  }

  private static List<String> digests(IntStream numbers, TaskSource source) {
    return numbers.mapToObj(i -> Samples.digest(source.sample(Key.of(i)))).toList();
  }

  @Test
  void anEpisodeHasDistinctClassesAndExamples() {
    Samples.images(uri, 0, 30);
    var settings =
        new EpisodesSettings(
            uri, 1, "5", "2", "3", "stored", Augmentation.NONE, Scaling.NONE, 0, 1);
    TaskSource source = settings.open(Split.TRAIN);

    assertThat(source.sizes()).isEqualTo(Sizes.FIXED);
    for (int i = 0; i < 50; i++) {
      Task task = source.sample(Key.of(i));
      Set<String> seen = new HashSet<>();
      for (var examples : List.of(task.support(), task.query())) {
        for (int k = 0; k < examples.count(); k++) {
          float[] all = examples.features().floats();
          assertThat(seen.add(Arrays.toString(Arrays.copyOfRange(all, 16 * k, 16 * k + 16))))
              .isTrue();
        }
      }
      assertThat(task.support().targets().floats()).containsExactly(0, 0, 1, 1, 2, 2, 3, 3, 4, 4);
      assertThat(task.support().features().shape()).containsExactly(10, 4, 4, 1);
    }
  }

  @Test
  void supportComesBeforeQueryInTime() {
    Samples.tasks(uri, 0, 50);
    var settings = new StoredSettings(uri, 1, 4, 3, Scaling.NONE, 0, 1);
    TaskSource source = settings.open(Split.TRAIN);

    for (int i = 0; i < 50; i++) {
      Task task = source.sample(Key.of(i));
      // Targets of these samples grow with time.
      float[] past = task.support().targets().floats();
      float[] future = task.query().targets().floats();
      assertThat(past[past.length - 1]).isLessThan(future[0]);
      assertThat(past.length + future.length).isBetween(3, 7);
      assertThat(task.support().features().floats()).doesNotContain(Float.NaN);
    }
  }

  @Test
  void fourQuarterTurnsAreNone() {
    float[] image = new float[2 * 3 * 3];
    for (int i = 0; i < image.length; i++) {
      image[i] = i;
    }
    float[] turned = image.clone();
    QuarterTurn.apply(turned, 0, 3, 2, 1);
    // The right edge, from its top, comes to lie on the top.
    assertThat(Arrays.copyOf(turned, 6)).containsExactly(4, 5, 10, 11, 16, 17);
    for (int i = 0; i < 3; i++) {
      QuarterTurn.apply(turned, 0, 3, 2, 1);
    }
    assertThat(turned).isEqualTo(image);
  }

  @Test
  void aDamagedExampleIsPassedOverUpToACount() throws IOException {
    Samples.images(uri, 0, 30);
    damage("examples", 40 + 5);
    var none =
        new EpisodesSettings(
            uri, 1, "2", "2", "6", "stored", Augmentation.NONE, Scaling.NONE, 0, 1);
    var some =
        new EpisodesSettings(
            uri, 1, "2", "2", "3", "stored", Augmentation.NONE, Scaling.NONE, 5, 1);

    PassedOver passed = new PassedOver();
    for (Split split : Split.values()) {
      for (int i = 0; i < 100; i++) {
        some.open(split).sample(Key.of(7).fold(i)).passedOver().forEach(passed::add);
      }
    }
    assertThat(passed.records())
        .singleElement()
        .satisfies(
            damaged -> {
              assertThat(damaged.record()).startsWith("record 0 of ").contains("class class");
              assertThat(damaged.task()).startsWith(uri + "/");
              assertThat(damaged.problem()).contains("CRC32C");
              assertThat(damaged.allowed()).isEqualTo(5);
            });
    assertThatThrownBy(
            () -> {
              for (Split split : Split.values()) {
                Samples.digest(none.open(split), 0, 100);
              }
            })
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.DATA))
        .hasMessageContaining("record 0 of ")
        .hasMessageContaining("examples, class class")
        .hasMessageContaining("met by task " + uri)
        .hasMessageContaining("CRC32C");
  }

  @Test
  void aDamagedTaskIsPassedOverUpToACount() throws IOException {
    Samples.tasks(uri, 0, 30);
    damage("train", 40 + 9);

    Samples.digest(settings(1).open(Split.TRAIN), 0, 200);
    assertThatThrownBy(() -> Samples.digest(settings(0).open(Split.TRAIN), 0, 200))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("at most 0 damaged records are allowed but record 0 of");
  }

  private StoredSettings settings(int damaged) {
    return new StoredSettings(uri, 1, 4, 3, Scaling.NONE, damaged, 0);
  }

  /** Leaves no record whole. */
  private void damageAll(String part) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("store/parts"))) {
      for (Path file : files.filter(path -> path.toString().contains(part)).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 40, bytes.length - 40, (byte) 1);
        Files.write(file, bytes);
      }
    }
  }

  /** Flips a bit in the first of the files of some name. */
  private void damage(String part, int position) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("store/parts"))) {
      Path file = files.filter(path -> path.toString().contains(part)).sorted().findFirst().get();
      byte[] bytes = Files.readAllBytes(file);
      bytes[position] ^= 4;
      Files.write(file, bytes);
    }
  }

  @Test
  void whatAStoreCannotGiveIsRefused() {
    Samples.images(uri, 0, 30);
    var tooMany =
        new EpisodesSettings(
            uri, 1, "50", "2", "3", "stored", Augmentation.NONE, Scaling.NONE, 0, 1);

    assertThatThrownBy(() -> tooMany.open(Split.TRAIN))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("episodes of 50 classes with 5 examples each are asked for")
        .hasMessageContaining("of 8 to 8 examples; lower ways");
    assertThatThrownBy(() -> settings(0).open(Split.TRAIN))
        .hasMessageContaining("set the kind of tasks to episodes");
  }
}
