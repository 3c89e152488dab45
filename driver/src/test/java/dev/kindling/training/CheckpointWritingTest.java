package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
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

  @Test
  void whatIsLostWhenSomethingElseEndsTheRunIsSaidBesideIt() {
    Path output = directory.resolve("run");
    List<String> told = new ArrayList<>();
    assertThatThrownBy(() -> endWithAFault(output, told))
        .hasMessage("training diverged")
        .satisfies(
            fault ->
                assertThat(fault.getSuppressed())
                    .singleElement()
                    .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                    .isInstanceOf(Fault.class)
                    .hasMessageStartingWith("cannot write the checkpoint of step 2 to "));
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("the last checkpoint is lost: cannot write the checkpoint of step 2 to ")
        .endsWith("; the checkpoint of step 1 is whole");
  }

  /** While the second checkpoint is written, which cannot be. */
  private static void endWithAFault(Path output, List<String> told) throws IOException {
    try (var writing = new CheckpointWriting(Runs.store(output), 600, told::add)) {
      writing.begin(Runs.checkpoint(Runs.small(), 1));
      writing.await();
      Path settings = output.resolve("configuration.yaml");
      Files.delete(settings);
      Files.createDirectory(settings);
      writing.begin(Runs.checkpoint(Runs.small(), 2));
      throw Fault.diverged("training diverged");
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
