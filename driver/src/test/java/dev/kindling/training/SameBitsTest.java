package dev.kindling.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.checkpoint.TrainingState;
import dev.kindling.cluster.Cluster;
import dev.kindling.config.Configuration;
import dev.kindling.runner.Runner;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first contract: theta is a function of configuration and seed alone. */
class SameBitsTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tasks.kind=sinusoid",
        "tasks.kind=glyphs",
        "tasks.kind=users",
        "training.sums=half-precision"
      })
  void inThisProcessAndOnAnyMasterInAnyPartitions(String setting) {
    Set<TrainingState> states = new LinkedHashSet<>();
    for (int threads : new int[] {1, 2, 5}) {
      try (Runner runner = Runs.inProcess(threads)) {
        Path output = directory.resolve("threads" + threads);
        states.add(Runs.run(Runs.small(setting), runner, output, () -> false));
      }
    }
    for (String master : new String[] {"local[1]", "local[2]"}) {
      for (int partitions : new int[] {1, 7}) {
        try (Cluster cluster = Runs.cluster(master, partitions)) {
          Path output = directory.resolve(master + partitions);
          states.add(Runs.run(Runs.small(setting), cluster, output, () -> false));
        }
      }
    }
    assertThat(states).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"training.sums=exact", "training.sums=half-precision"})
  void stoppedAfterEachStepAndResumed(String setting) {
    Configuration small = Runs.small(setting);
    try (Runner runner = Runs.inProcess(2)) {
      TrainingState whole = Runs.run(small, runner, directory.resolve("whole"), () -> false);
      for (int k = 0; k <= 6; k++) {
        Path output = directory.resolve("stopped" + k);
        TrainingState stopped = Runs.run(small, runner, output, after(k));
        assertThat(stopped.step()).isEqualTo(k);
        assertThat(Runs.run(small, runner, output, () -> false)).isEqualTo(whole);
      }
    }
  }

  @Test
  void stoppedAgainAndAgain() {
    try (Runner runner = Runs.inProcess(2)) {
      TrainingState whole = Runs.run(Runs.small(), runner, directory.resolve("whole"), () -> false);
      Path output = directory.resolve("stopped");
      TrainingState state = Runs.run(Runs.small(), runner, output, after(1));
      while (state.step() < 6) {
        state = Runs.run(Runs.small(), runner, output, after(1));
      }
      assertThat(state).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed=6", "training.sums=half-precision"})
  void butNotOfAnotherSeedNorOfRoundedSums(String setting) {
    try (Runner runner = Runs.inProcess(2)) {
      TrainingState one = Runs.run(Runs.small(), runner, directory.resolve("5"), () -> false);
      TrainingState other =
          Runs.run(Runs.small(setting), runner, directory.resolve("other"), () -> false);
      assertThat(other.thetaSha256()).isNotEqualTo(one.thetaSha256());
    }
  }

  /** Asked before each step. */
  private static BooleanSupplier after(int steps) {
    var asked = new AtomicInteger();
    return () -> asked.getAndIncrement() >= steps;
  }
}
