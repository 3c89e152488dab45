package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointWritingTest {
  @TempDir private Path directory;

  @Test
  void aWriteThatIsUnderWayEndsBeforeItIsClosed() {
    CheckpointStore store = Runs.store(directory.resolve("run"));
    try (var writing = new CheckpointWriting(store, 600, line -> {})) {
      writing.begin(Runs.checkpoint(Runs.small("checkpoint.keep=5"), 1));
      writing.begin(Runs.checkpoint(Runs.small("checkpoint.keep=5"), 2));
    }
    assertThat(store.steps()).containsExactly(1L, 2L);
  }

  @Test
  void whatCannotBeWrittenIsToldOnce() throws IOException {
    Path output = directory.resolve("run");
    CheckpointStore store = Runs.store(output);
    becomeAFile(output);
    try (var writing = new CheckpointWriting(store, 600, line -> {})) {
      writing.begin(Runs.checkpoint(Runs.small(), 1));
      assertThatThrownBy(writing::await)
          .isInstanceOf(Fault.class)
          .hasMessageStartingWith(
              "cannot write the checkpoint of step 1 to file:%s: ".formatted(output))
          .hasMessageEndingWith("; name an output that this user may write to");
      writing.await();
      writing.begin(Runs.checkpoint(Runs.small(), 2));
      assertThatThrownBy(() -> writing.begin(Runs.checkpoint(Runs.small(), 3)))
          .hasMessageContaining(output.toString());
    }
  }

  private static void becomeAFile(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
    Files.writeString(folder, "no folder");
  }
}
