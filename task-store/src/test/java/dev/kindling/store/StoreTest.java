package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.task.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsHadoop
class StoreTest {

  @TempDir private Path directory;
  private String uri;

  @BeforeEach
  void aPlace() {
    uri = directory.resolve("store").toUri().toString();
  }

  @Test
  void whatWasWrittenIsRead() throws Exception {
    Samples.images(uri, 0, 20);

    try (Store store = open(1)) {
      List<String> names = new ArrayList<>();
      for (Split split : Split.values()) {
        for (long i = 0; i < store.size(split); i++) {
          ClassEntry entry = store.classEntry(split, i);
          names.add(entry.name());
          int number = Integer.parseInt(entry.name().substring("class".length()));
          List<byte[]> images = Samples.images(number);
          assertThat(entry.count()).isEqualTo(images.size());
          for (int k = 0; k < images.size(); k++) {
            assertThat(store.example(entry, k).read()).isEqualTo(images.get(k));
          }
        }
      }
      assertThat(names).hasSize(20).doesNotHaveDuplicates();
    }
  }

  @Test
  void aTaskIsReadInTheOrderOfTime() {
    Samples.tasks(uri, 0, 30);

    try (Store store = open(1)) {
      StoredTask task = store.task(Split.TRAIN, 0);
      StoredTask written = Samples.task(Integer.parseInt(task.name().substring(4)));
      assertThat(task.time()).isSorted().hasSize(written.examples());
      assertThat(task.bytes()).isEqualTo(written.inOrder().bytes());
    }
  }

  @Test
  void aNameIsInOneSplitForEver() throws Exception {
    Samples.images(uri, 0, 20);
    Samples.images(uri, 20, 20);

    try (Store first = open(1);
        Store second = open(2)) {
      for (Split split : Split.values()) {
        assertThat(names(second, split)).containsAll(names(first, split)).isSorted();
      }
      assertThat(second.manifest().files()).containsAll(examples(first));
    }
  }

  private static List<StoreFile> examples(Store store) {
    return store.manifest().files(StoreFile.Role.EXAMPLES);
  }

  private static List<String> names(Store store, Split split) throws Exception {
    List<String> names = new ArrayList<>();
    for (long i = 0; i < store.size(split); i++) {
      names.add(store.classEntry(split, i).name());
    }
    return names;
  }

  @Test
  void anAppendedClassHasTheExamplesOfBothVersions() throws Exception {
    StoreWriter writer =
        StoreWriter.create(uri, Samples.IMAGES, new Fractions(1, 0, 0), Samples.HADOOP);
    commit(writer, "one", 1);
    commit(StoreWriter.append(uri, Samples.IMAGES, Samples.HADOOP), "one", 2);
    new StoreMaintenance(uri, Samples.HADOOP).compact();

    for (int version = 2; version <= 3; version++) {
      try (Store store = open(version)) {
        ClassEntry entry = store.classEntry(Split.TRAIN, 0);
        assertThat(entry.extents()).hasSize(version == 2 ? 2 : 1);
        assertThat(store.example(entry, 8).read()).isEqualTo(Samples.images(2).get(0));
        assertThat(store.manifest().count(Split.TRAIN)).isEqualTo(new Count(1, 0, 16, 16, 16));
      }
    }
  }

  private static void commit(StoreWriter writer, String name, int images) {
    try (ExamplePart part = writer.target().openExamples(0, Samples.HADOOP)) {
      part.add(name, Samples.images(images));
      writer.commit(List.of(part.finish()), Map.of());
    }
  }

  @Test
  void statisticsAreOfTheTrainingSplitOnly() {
    Manifest manifest = Samples.tasks(uri, 0, 50);

    double sum = 0;
    long count = 0;
    for (int i = 0; i < 50; i++) {
      StoredTask task = Samples.task(i);
      if (manifest.fractions().of(task.name()) == Split.TRAIN) {
        for (float value : task.target()) {
          sum += value;
          count++;
        }
      }
    }
    ColumnStatistics target = manifest.statistics().get(2);
    assertThat(target.name()).isEqualTo("y");
    assertThat(target.count()).isEqualTo(count);
    assertThat(target.mean()).isCloseTo(sum / count, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(manifest.statistics().get(1).missing()).isPositive();
  }

  @Test
  void twoWritersCannotMakeOneVersion() {
    Samples.tasks(uri, 0, 10);
    StoreWriter one = StoreWriter.append(uri, Samples.TABLE, Samples.HADOOP);
    StoreWriter other = StoreWriter.append(uri, Samples.TABLE, Samples.HADOOP);
    add(one, 100);

    assertThatThrownBy(() -> add(other, 200))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("version 2 of " + uri + " was made by another writer");
    try (Store store = open(2)) {
      assertThat(StoreCheck.of(store).problems()).isEmpty();
    }
  }

  private static void add(StoreWriter writer, int number) {
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      part.add(Samples.task(number));
      writer.commit(List.of(part.finish()), Map.of());
    }
  }

  @Test
  void anythingElseIsRefusedWithASentence() {
    assertThatThrownBy(() -> open(1))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("a task store is expected but " + uri + " holds no version of one");
    Samples.tasks(uri, 0, 10);
    assertThatThrownBy(() -> open(3)).hasMessageContaining("has no version 3; there are [1]");
    assertThatThrownBy(() -> Samples.tasks(uri, 0, 10)).hasMessageContaining("already holds");
    assertThatThrownBy(() -> StoreWriter.append(uri, Samples.IMAGES, Samples.HADOOP))
        .hasMessageContaining("to a store of their own");
    assertThatThrownBy(() -> Store.versions("nowhere://x/y", Samples.HADOOP))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("check the scheme");
  }

  @Test
  void aWrongTaskIsRefusedAndATooSmallOneCounted() {
    StoreWriter writer =
        StoreWriter.create(uri, Samples.TABLE, Fractions.defaults(), Samples.HADOOP);
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      var wrong = new float[][] {{1, 2}, {3, 4}};
      int[][] codes = {{1}, {5}};
      assertThatThrownBy(
              () -> part.add(new StoredTask("u", wrong, codes, new float[2], new long[2])))
          .isInstanceOf(Fault.class)
          .hasMessageContaining("task u cannot be stored: example 1 has the code 5 in city");
      part.add(new StoredTask("v", new float[1][2], new int[1][1], new float[1], new long[1]));
      part.add(Samples.task(1));
      Manifest manifest = writer.commit(List.of(part.finish()), Map.of());
      assertThat(manifest.report())
          .containsEntry("tasks dropped for fewer than 2 examples", 1L)
          .containsEntry("tasks seen", 3L);
    }
  }

  private Store open(int version) {
    return Store.open(uri, version, Samples.HADOOP, new BlockCache(1 << 20));
  }
}
