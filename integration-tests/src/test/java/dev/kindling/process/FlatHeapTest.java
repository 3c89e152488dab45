package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in the driver grows with the number of steps. */
@LaunchesProcesses
@Tag("long")
class FlatHeapTest {

  /** By then all is compiled, and Spark remembers as many past jobs and tasks as it ever will. */
  private static final long EARLY = 1200;

  private static final long LATE = EARLY + 5000;

  /** A third of what 5,000 broadcasts of the small state of this run take. */
  private static final long SPARE_BYTES = 8 << 20;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"--threads=2", "--master=local[2]", "--master=local-cluster[2,1,1024]"})
  void holdsNoMoreAfterFiveThousandSteps(String where, ReferenceRun reference) {
    Path output = directory.resolve("run");
    var run = new RunDirectory(output);
    String steps = "training.steps=" + (LATE + 300);
    String every = "checkpoint.every=50";
    String judged = "evaluation.every=1000";
    try (Running running =
        Launch.in(directory)
            .start(
                reference.training(output, where, "--set", steps, "--set", every, "--set", judged))
            .allowing(Duration.ofMinutes(20))) {
      running.until("step " + EARLY, () -> run.newest() >= EARLY);
      JvmView early = JvmView.of(running);
      running.until("step " + LATE, () -> run.newest() >= LATE);
      JvmView late = JvmView.of(running);
      running.await().succeeded();

      System.out.printf("FlatHeapTest: %s: %s, then %s%n", where, early, late);
      assertThat(late.heapBytes()).isLessThan(early.heapBytes() + SPARE_BYTES);
      assertThat(late.broadcasts()).isLessThanOrEqualTo(early.broadcasts() + 4);
      assertThat(late.threads()).isLessThan(early.threads() + 5);
      assertThat(late.files()).isLessThan(early.files() + 5);
    }
  }
}
