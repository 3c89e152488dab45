package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs do not write to one output at once. */
@LaunchesProcesses
class TwoRunsTest {
  private static final int USAGE = 2;

  @TempDir private Path directory;

  @Test
  void theSecondIsRefusedAndTheFirstGoesOn(ReferenceRun reference) {
    Path output = directory.resolve("run");
    Launch launch = Launch.in(directory);
    String[] endless = {"--set", "training.steps=1000000"};
    try (Running first = launch.start(reference.training(output, endless))) {
      RunDirectory run = new RunDirectory(output);
      first.until("a checkpoint", () -> run.newest() > 0);

      launch
          .run(reference.training(output, "--resume", endless[0], endless[1]))
          .refused(USAGE, "another run is writing to " + output);
      long before = run.newest();
      first.until("the next checkpoint", () -> run.newest() > before);

      Outcome stopped = first.terminate();
      assertThat(stopped.errorLines()).anyMatch(line -> line.startsWith("stopped after step "));
    }
    assertThat(Files.exists(output.resolve(".lock"))).isFalse();
  }
}
