package dev.kindling.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.storage.NeedsHadoop;
import dev.kindling.task.Augmentation;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.TaskSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsHadoop
class StoreMaintenanceTest {

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

  @Test
  void pruningDeletesOnlyWhatNoKeptVersionNeeds() throws Exception {
    Samples.tasks(uri, 0, 40);
    Samples.tasks(uri, 40, 40);
    var maintenance = new StoreMaintenance(uri, Samples.HADOOP);

    assertThat(prune(maintenance, 1)).containsExactly(1);
    assertWhole(2, 80);
    maintenance.compact();
    assertThat(prune(maintenance, 1)).containsExactly(2);
    assertWhole(3, 80);
    assertThat(files("parts")).hasSize(3);
    assertThat(maintenance.needless(1).isEmpty()).isTrue();
  }

  private static List<Integer> prune(StoreMaintenance maintenance, int keep) {
    Pruning pruning = maintenance.needless(keep);
    maintenance.delete(pruning);
    return pruning.versions();
  }

  @Test
  void strayFilesAreThoseThatNoVersionNamesAndThatAreOld() throws Exception {
    Samples.tasks(uri, 0, 40);
    Path part =
        Files.writeString(directory.resolve("store/parts/stray.tasks"), "of a killed import");
    Path manifest = directory.resolve("store/versions/.version-00000002.json.writing-0");
    Files.writeString(manifest, "{");
    Files.writeString(directory.resolve("store/versions/notes.txt"), "not a writer's");
    var maintenance = new StoreMaintenance(uri, Samples.HADOOP);
    long written = Files.getLastModifiedTime(part).toMillis();

    Pruning none = maintenance.needless(1);
    assertThat(maintenance.withStrays(none, written - 3_600_000).isEmpty()).isTrue();
    Pruning strays = maintenance.withStrays(none, written + 3_600_000);
    maintenance.delete(strays);

    assertThat(strays.versions()).isEmpty();
    assertThat(strays.files())
        .containsExactly(
            new Pruning.Needless("parts/stray.tasks", 18),
            new Pruning.Needless("versions/.version-00000002.json.writing-0", 1));
    assertThat(part).doesNotExist();
    assertThat(manifest).doesNotExist();
    assertThat(files("versions")).hasSize(2);
    assertWhole(1, 40);
  }

  @Test
  void aDamagedManifestIsPrunedAndItsFilesAreStrays() throws Exception {
    Samples.tasks(uri, 0, 40);
    var maintenance = new StoreMaintenance(uri, Samples.HADOOP);
    maintenance.compact();
    Samples.tasks(uri, 40, 40);
    List<Path> all = files("parts");
    Files.writeString(directory.resolve("store/versions/version-00000001.json"), "{");

    Pruning pruning = maintenance.needless(1);
    long later = System.currentTimeMillis() + 3_600_000;
    Pruning withStrays = maintenance.withStrays(pruning, later);
    maintenance.delete(pruning);

    assertThat(pruning.versions()).containsExactly(1, 2);
    assertThat(pruning.damaged()).containsExactly(1);
    assertThat(pruning.files()).isEmpty();
    assertThat(files("parts")).hasSameElementsAs(all);
    assertWhole(3, 80);
    Pruning strays = maintenance.withStrays(maintenance.needless(1), later);
    assertThat(strays.files()).isNotEmpty().isEqualTo(withStrays.files());
    maintenance.delete(strays);
    assertWhole(3, 80);
  }

  @Test
  void whatIsKeptMustBeReadable() throws Exception {
    Samples.tasks(uri, 0, 40);
    Samples.tasks(uri, 40, 40);
    Files.writeString(directory.resolve("store/versions/version-00000001.json"), "{");
    var maintenance = new StoreMaintenance(uri, Samples.HADOOP);

    assertThatThrownBy(() -> maintenance.needless(2))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("version-00000001.json");
    assertThatThrownBy(
            () -> maintenance.withStrays(new Pruning(List.of(), List.of(), List.of()), 0))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("version-00000001.json");
  }

  @Test
  void tasksOfACompactedVersionAreTheSameToTheBit() {
    String tables = uri + "-of-tasks";
    Samples.images(uri, 0, 20);
    Samples.images(uri, 20, 20);
    Samples.tasks(tables, 0, 30);
    Samples.tasks(tables, 30, 30);

    for (String store : List.of(uri, tables)) {
      var maintenance = new StoreMaintenance(store, Samples.HADOOP);
      StoreMaintenance.Compaction compaction = maintenance.compact();

      assertThat(compaction.before().version()).isEqualTo(2);
      assertThat(compaction.after().files()).hasSizeLessThan(compaction.before().files().size());
      assertThat(compaction.after().counts()).isEqualTo(compaction.before().counts());
      assertThat(compaction.after().statistics()).isEqualTo(compaction.before().statistics());
      assertThat(compaction.after().provenance())
          .containsAllEntriesOf(without(compaction.before().provenance(), "created"))
          .containsEntry("compacted", "version 2");
      assertThat(drawn(store, 3)).isEqualTo(drawn(store, 2)).isNotEqualTo(drawn(store, 1));
    }
  }

  private static Map<String, String> without(Map<String, String> map, String key) {
    Map<String, String> rest = new TreeMap<>(map);
    rest.remove(key);
    return rest;
  }

  private String drawn(String store, int version) {
    TaskSettings settings =
        store.equals(uri)
            ? new EpisodesSettings(
                store, version, "3", "2", "2", "stored", Augmentation.NONE, Scaling.STANDARD, 0, 1)
            : new StoredSettings(store, version, 5, 5, Scaling.STANDARD, 0, 1);
    return Samples.digest(settings.open(Split.TRAIN), 0, 50);
  }

  @Test
  void aDamagedStoreIsNotCompacted() throws Exception {
    Samples.images(uri, 0, 9);
    Path file =
        files("parts").stream()
            .filter(path -> path.toString().endsWith(".examples"))
            .findFirst()
            .get();
    byte[] bytes = Files.readAllBytes(file);
    bytes[60] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> new StoreMaintenance(uri, Samples.HADOOP).compact())
        .isInstanceOf(Fault.class)
        .hasMessageContaining("cannot compact")
        .hasMessageContaining("to have the CRC32C");
    assertThat(Store.versions(uri, Samples.HADOOP)).containsExactly(1);
  }

  private void assertWhole(int version, int tasks) {
    try (Store store = Store.open(uri, version, Samples.HADOOP, new BlockCache(1 << 20))) {
      long size = Stream.of(Split.values()).mapToLong(store::size).sum();
      assertThat(size).isEqualTo(tasks);
      assertThat(StoreCheck.of(store).problems()).isEmpty();
    }
  }

  private List<Path> files(String folder) throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve("store").resolve(folder))) {
      return files.toList();
    }
  }
}
