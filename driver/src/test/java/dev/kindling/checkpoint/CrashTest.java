package dev.kindling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.checkpoint.FailingFileSystem.Failure;
import dev.kindling.fault.Fault;
import dev.kindling.storage.Directory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wherever a writer is stopped, what is there afterwards is whole. */
class CrashTest {

  private static final String[] SETTINGS = {"checkpoint.keep=2"};

  private final Configuration hadoop = new Configuration(false);
  @TempDir private Path directory;

  @Test
  void theFileIsSyncedBeforeTheCheckpointExists() throws IOException {
    FailingFileSystem files = failing(0, Failure.ONCE);
    store(runOf(0), files).prepared().save(at(10));

    assertThat(unique(files.operations()))
        .containsSubsequence(
            "create configuration.yaml",
            "close configuration.yaml",
            "create step-00000010.safetensors",
            "hsync step-00000010.safetensors",
            "close step-00000010.safetensors",
            "rename step-00000010.safetensors");
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void whereverASaveStopsTheStoreIsWhole(Failure failure) throws IOException {
    int operations = operationsOfASave();
    for (int failing = 1; failing <= operations; failing++) {
      Path run = runOf(failing);
      store(run, real()).prepared().save(at(10));
      store(run, real()).save(at(20));
      store(run, real()).save(at(30));

      assertFaulty(run, failing, failure);
      assertWhole(run, failing, 30);
    }
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void whereverTheFirstSaveStopsTheStoreIsWhole(Failure failure) throws IOException {
    FailingFileSystem counting = failing(0, failure);
    store(runOf(0), counting).prepared().save(at(40));
    for (int failing = 1; failing <= counting.operations().size(); failing++) {
      Path run = runOf(failing);
      FailingFileSystem files = failing(failing, failure);

      assertThatThrownBy(() -> store(run, files).prepared().save(at(40))).isInstanceOf(Fault.class);
      assertThat(store(run, real()).steps()).isSubsetOf(40L);
      assertGoesOn(run);
    }
  }

  private void assertFaulty(Path run, int failing, Failure failure) throws IOException {
    CheckpointStore store = store(run, failing(failing, failure));
    assertThatThrownBy(() -> store.save(at(40)))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("cannot write the checkpoint of step 40 to file:" + run + ": ")
        .hasMessageContaining(failure == Failure.DISK_FULL ? "make room" : "injected; check")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.RESOURCES);
  }

  private void assertWhole(Path run, int failing, long before) throws IOException {
    CheckpointStore reading = CheckpointStore.forReading(run.toString(), hadoop);
    List<Long> steps = reading.steps();
    assertThat(steps).as("after operation %d", failing).contains(10L, before);
    for (long step : steps) {
      assertThat(reading.load(step)).isEqualTo(at(step));
    }
    assertThat(reading.best()).contains(at(10));
    assertGoesOn(run);
  }

  private void assertGoesOn(Path run) throws IOException {
    CheckpointStore resumed = CheckpointStore.forResume(run.toString(), hadoop);
    assertThat(leftovers(run)).isEmpty();
    resumed.save(at(40));
    assertThat(resumed.latest()).contains(at(40));
    assertThat(leftovers(run)).isEmpty();
    assertThat(run.resolve("configuration.yaml")).exists();
  }

  private static List<Path> leftovers(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
    }
  }

  private int operationsOfASave() throws IOException {
    Path run = runOf(0);
    store(run, real()).prepared().save(at(10));
    store(run, real()).save(at(20));
    store(run, real()).save(at(30));
    FailingFileSystem counting = failing(0, Failure.ONCE);
    store(run, counting).save(at(40));
    assertThat(store(run, real()).steps()).containsExactly(10L, 30L, 40L);
    return counting.operations().size();
  }

  /** Without the writer's own parts of names, and without repetitions. */
  private static List<String> unique(List<String> operations) {
    return operations.stream()
        .map(operation -> operation.replaceAll(" \\.(.*)\\.writing-.*", " $1"))
        .distinct()
        .toList();
  }

  private static Checkpoint at(long step) {
    return Checkpoints.bestAt(step, 10, SETTINGS);
  }

  private Path runOf(int failing) {
    return directory.resolve("run-" + failing);
  }

  private FileSystem real() throws IOException {
    return FileSystem.getLocal(hadoop).getRawFileSystem();
  }

  private FailingFileSystem failing(int operation, Failure failure) throws IOException {
    return new FailingFileSystem(real(), operation, failure);
  }

  private CheckpointStore store(Path run, FileSystem files) {
    return new CheckpointStore(Directory.on(files, new org.apache.hadoop.fs.Path("file:" + run)));
  }
}
