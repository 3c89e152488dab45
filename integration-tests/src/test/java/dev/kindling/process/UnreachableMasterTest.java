package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark knocks for a minute before it gives up, while other tests go on. */
@LaunchesProcesses
class UnreachableMasterTest {
  private static final int CLUSTER = 5;

  @TempDir private Path directory;

  @Test
  void aMasterThatDoesNotAnswer(ReferenceRun reference) {
    String master = "spark://127.0.0.1:1";

    Outcome outcome =
        Launch.in(directory)
            .with("SPARK_LOCAL_IP", "127.0.0.1")
            .run(reference.training(directory.resolve("run"), "--master", master));

    assertThat(outcome.status()).as(outcome.toString()).isEqualTo(CLUSTER);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.complaints()).as(outcome.toString()).hasSize(1);
    assertThat(outcome.complaints().get(0)).contains("could be started on " + master);
  }
}
