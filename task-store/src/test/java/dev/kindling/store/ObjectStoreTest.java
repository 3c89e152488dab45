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
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores where nothing can be renamed in one step. */
@NeedsHadoop
class ObjectStoreTest {

  private static final int FIRST_TASKS = 8;

  @TempDir private Path directory;
  private String uri;

  @BeforeEach
  void aStore() {
    ObjectFiles.register(Samples.HADOOP);
    uri = ObjectFiles.uri(directory.resolve("store"));
    Samples.tasks(uri, 0, FIRST_TASKS);
  }

  @AfterEach
  void noRace() {
    ObjectFiles.race(new ObjectFiles.Race(true, () -> {}, () -> {}));
  }

  private StoreWriter appending() {
    return StoreWriter.append(uri, Samples.TABLE, Samples.HADOOP);
  }

  private static void commit(StoreWriter writer, int number) {
    try (TaskPart part = writer.target().openTasks(0, Samples.HADOOP)) {
      part.add(Samples.task(number));
      writer.commit(List.of(part.finish()), Map.of());
    }
  }

  /** The newest version is whole and has as many tasks. */
  private void assertWhole(int version, long tasks) {
    assertThat(Store.versions(uri, Samples.HADOOP)).last().isEqualTo(version);
    try (BlockCache cache = new BlockCache(1 << 20);
        Store store = Store.open(uri, version, Samples.HADOOP, cache)) {
      assertThat(StoreCheck.of(store).problems()).isEmpty();
      assertThat(Stream.of(Split.values()).mapToLong(store::size).sum()).isEqualTo(tasks);
    }
  }

  @Test
  void versionsAreMadeWithoutARename() {
    commit(appending(), 100);
    assertWhole(2, FIRST_TASKS + 1);
    var maintenance = new StoreMaintenance(uri, Samples.HADOOP);
    maintenance.compact();
    assertWhole(3, FIRST_TASKS + 1);
  }

  @Test
  void whoeverComesLaterIsToldSo() {
    StoreWriter late = appending();
    commit(appending(), 100);
    assertThatThrownBy(() -> commit(late, 200))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "version 2 of %s was made by another writer meanwhile; start again to append to it"
                .formatted(uri));
    assertWhole(2, FIRST_TASKS + 1);
  }

  /** The number is free again, but what it was made from is gone, and a newer version is there. */
  @Test
  void whoeverComesAfterPruningIsToldSoToo() {
    StoreWriter late = appending();
    var maintenance = new StoreMaintenance(uri, Samples.HADOOP);
    maintenance.compact();
    commit(appending(), 100);
    maintenance.delete(maintenance.needless(1));

    assertThatThrownBy(() -> commit(late, 200))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("version 2 of " + uri + " was made by another writer meanwhile");
    assertThat(Store.versions(uri, Samples.HADOOP)).containsExactly(3);
    assertWhole(3, FIRST_TASKS + 1);
  }

  @Test
  void whoeverCreatesAfterPruningIsToldSoToo() {
    uri = ObjectFiles.uri(directory.resolve("created"));
    StoreWriter late = StoreWriter.create(uri, Samples.TABLE, Fractions.defaults(), Samples.HADOOP);
    Samples.tasks(uri, 0, FIRST_TASKS);
    commit(appending(), 100);
    var maintenance = new StoreMaintenance(uri, Samples.HADOOP);
    maintenance.delete(maintenance.needless(1));

    assertThatThrownBy(() -> commit(late, 200))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("version 1 of " + uri + " was made by another writer meanwhile");
    assertThat(Store.versions(uri, Samples.HADOOP)).containsExactly(2);
    assertWhole(2, FIRST_TASKS + 1);
  }

  @Test
  void aVersionThatIsAppendedToAtOnceStays() {
    StoreWriter first = appending();
    ObjectFiles.race(
        new ObjectFiles.Race(
            true,
            () -> {},
            () -> {
              noRace();
              commit(appending(), 200);
            }));
    commit(first, 100);

    assertThat(Store.versions(uri, Samples.HADOOP)).containsExactly(1, 2, 3);
    assertWhole(3, FIRST_TASKS + 2);
  }

  /**
   * Both find the name free, both put; of stores that replace, both have put before either reads.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void oneOfTwoThatPutAtOnceWins(boolean conditional) throws InterruptedException {
    var before = new CyclicBarrier(2);
    var after = new CyclicBarrier(2);
    Runnable second = conditional ? () -> {} : () -> await(after);
    ObjectFiles.race(new ObjectFiles.Race(conditional, () -> await(before), second));
    List<StoreWriter> writers = List.of(appending(), appending());
    List<Future<?>> commits = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (StoreWriter writer : writers) {
      commits.add(threads.submit(() -> commit(writer, 100)));
    }
    threads.shutdown();

    List<String> losers = new ArrayList<>();
    for (Future<?> commit : commits) {
      try {
        commit.get();
      } catch (ExecutionException e) {
        assertThat(e.getCause()).isInstanceOf(Fault.class);
        losers.add(e.getCause().getMessage());
      }
    }

    assertThat(losers)
        .singleElement()
        .asString()
        .contains("version 2 of", "was made by another writer meanwhile; start again");
    assertWhole(2, FIRST_TASKS + 1);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aWriterThatEndsBeforeItClosesLeavesNoVersion() {
    ObjectFiles.race(
        new ObjectFiles.Race(
            true,
            () -> {
              throw new IllegalStateException("killed");
            },
            () -> {}));
    assertThatThrownBy(() -> commit(appending(), 100)).hasMessage("killed");
    assertWhole(1, FIRST_TASKS);
    noRace();
    commit(appending(), 100);
    assertWhole(2, FIRST_TASKS + 1);
  }
}
