package dev.kindling.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.fault.Fault;
import dev.kindling.storage.BlockCache;
import dev.kindling.store.OpenStores;
import dev.kindling.store.Pruning;
import dev.kindling.store.Store;
import dev.kindling.store.StoreCheck;
import dev.kindling.store.StoreMaintenance;
import dev.kindling.store.StoreWriter;
import dev.kindling.store.TaskPart;
import dev.kindling.task.Scaling;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.TaskSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stores on daemons of HDFS, over {@code hdfs://}. */
class HdfsStoreTest {

  private static final int DATA_NODES = 3;

  @TempDir private static Path shared;
  private static MiniHdfsProcess hdfs;
  private static String root;

  @TempDir private Path directory;

  @BeforeAll
  static void startHdfs() throws Exception {
    hdfs = MiniHdfsProcess.start(shared, DATA_NODES);
    root = hdfs.uri();
    NumberedTasks.HADOOP.set("dfs.replication", "2");
  }

  @AfterAll
  static void stopHdfs() {
    if (hdfs != null) {
      hdfs.close();
    }
  }

  @AfterEach
  void close() {
    new OpenStores().close();
  }

  @Test
  void theSameTasksFromHdfsAndFromFilesCachedOrNot() {
    String local = directory.resolve("store").toUri().toString();
    String remote = root + "/same";
    for (String uri : List.of(local, remote)) {
      NumberedTasks.write(uri, 0, 200);
      NumberedTasks.write(uri, 200, 100);
    }

    String expected = NumberedTasks.digest(source(local, 2, 0), 100);
    assertThat(NumberedTasks.digest(source(local, 2, 4), 100)).isEqualTo(expected);
    assertThat(NumberedTasks.digest(source(remote, 2, 4), 100)).isEqualTo(expected);
    assertThat(NumberedTasks.digest(source(remote, 2, 0), 100)).isEqualTo(expected);
    assertThat(NumberedTasks.digest(source(remote, 1, 4), 100)).isNotEqualTo(expected);
  }

  private static TaskSource source(String uri, int version, int cache) {
    return new StoredSettings(uri, version, 5, 5, Scaling.STANDARD, 0, cache).open(Split.TRAIN);
  }

  @Test
  void versionsAreMadeCompactedAndPruned() {
    String uri = root + "/versions";
    NumberedTasks.write(uri, 0, 100);
    NumberedTasks.write(uri, 100, 100);
    var maintenance = new StoreMaintenance(uri, NumberedTasks.HADOOP);
    maintenance.compact();

    Pruning pruning = maintenance.needless(1);
    maintenance.delete(pruning);
    assertThat(pruning.versions()).containsExactly(1, 2);
    assertThat(Store.versions(uri, NumberedTasks.HADOOP)).containsExactly(3);
    try (BlockCache cache = new BlockCache(1 << 20);
        Store store = Store.open(uri, 3, NumberedTasks.HADOOP, cache)) {
      assertThat(store.manifest().files()).hasSize(3);
      assertThat(StoreCheck.of(store).problems()).isEmpty();
    }
  }

  @Test
  void oneOfTwoWritersMakesAVersion() {
    String uri = root + "/race";
    NumberedTasks.write(uri, 0, 10);
    StoreWriter one = StoreWriter.append(uri, NumberedTasks.CONTENTS, NumberedTasks.HADOOP);
    StoreWriter other = StoreWriter.append(uri, NumberedTasks.CONTENTS, NumberedTasks.HADOOP);
    append(one, 100);

    assertThatThrownBy(() -> append(other, 200))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("was made by another writer meanwhile");
  }

  private static void append(StoreWriter writer, int number) {
    try (TaskPart part = writer.target().openTasks(0, NumberedTasks.HADOOP)) {
      part.add(NumberedTasks.task(number));
      writer.commit(List.of(part.finish()), Map.of());
    }
  }

  @Test
  void aDataNodeKilledWhileReadingLosesNothing() throws Exception {
    String uri = root + "/replicated";
    NumberedTasks.write(uri, 0, 2000);
    String expected = NumberedTasks.digest(source(uri, 1, 0), 60);
    try (BlockCache cache = new BlockCache(0);
        Store store = Store.open(uri, 1, NumberedTasks.HADOOP, cache)) {
      long half = store.size(Split.TRAIN) / 2;
      read(store, 0, half);
      hdfs.kill(0);
      read(store, half, store.size(Split.TRAIN));
      assertThat(StoreCheck.of(store).problems()).isEmpty();
    }
    assertThat(NumberedTasks.digest(source(uri, 1, 0), 60)).isEqualTo(expected);
  }

  private static void read(Store store, long from, long to) {
    for (long i = from; i < to; i++) {
      assertThat(store.task(Split.TRAIN, i).examples()).isGreaterThan(1);
    }
  }

  @Test
  void anUnreachableHdfsIsAFault() {
    NumberedTasks.HADOOP.set("ipc.client.connect.max.retries", "0");
    assertThatThrownBy(() -> Store.versions("hdfs://127.0.0.1:1/store", NumberedTasks.HADOOP))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.CLUSTER));
  }
}
