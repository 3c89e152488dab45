package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose process is killed fifty times ends with the bits of one that never was. */
@LaunchesProcesses
@Tag("long")
class ManyKillsTest {
  private static final int KILLS = 50;
  private static final int KILLED = 137;

  private static final String LONGER =
      """
      seed: 7
      tasks: {kind: sinusoid, support: 5, query: 5}
      model: {kind: mlp, hidden: [16, 16]}
      learner: {kind: maml, steps: 1, rate: 0.01, order: 2}
      optimizer: {kind: adam, rate: 0.003, schedule: {kind: cosine, steps: 4000}}
      training: {steps: 4000, tasks-per-step: 32, tasks-per-shard: 4}
      evaluation: {episodes: 32, steps: 2, every: 250}
      checkpoint: {every: 50, keep: 3}
      """;

  /** The instants of an earlier run: {@code -Dkindling.test.seed=N}. */
  private final long seed = Long.getLong("kindling.test.seed", System.nanoTime());

  @TempDir private Path directory;

  @Test
  void fiftyInstantsOfOneRun() throws IOException {
    System.out.println("ManyKillsTest: seed " + seed);
    Path quiet = Files.createDirectory(directory.resolve("quiet"));
    ReferenceRun reference = ReferenceRun.make(quiet, LONGER);
    Path output = directory.resolve("run");
    var run = new RunDirectory(output);
    for (int kill = 0; kill < KILLS; kill++) {
      Key key = Key.of(seed).fold(kill);
      List<String> arguments =
          resume(reference, output, kill % 5 == 4 ? cluster(kill) : "--threads=2");
      try (Running running = Launch.in(directory).start(arguments)) {
        long target = kill % 3 == 0 ? 0 : run.newest() + 1 + key.below(0, 30);
        Duration most = Duration.ofMillis(target == 0 ? 1500 : 30);
        running.until("step " + target, () -> target == 0 || run.newest() >= target);
        Duration delay = Duration.ofNanos((long) (key.uniform(1, 0, 1) * most.toNanos()));
        assertThat(running.killAfter(delay).status()).isEqualTo(KILLED);
        System.out.printf(
            "kill %d, %d ms after step %d: checkpoints of %s, unfinished %s%n",
            kill, delay.toMillis(), target, run.steps(), run.unfinished());
      }
    }

    Outcome outcome = Launch.in(directory).run(resume(reference, output, "--threads=2"));

    reference.assertSameBits(outcome, output);
    assertThat(run.unfinished()).isEmpty();
  }

  private static String cluster(int kill) {
    return kill % 2 == 0 ? "--master=local[2]" : "--master=local-cluster[2,1,1024]";
  }

  private static List<String> resume(ReferenceRun reference, Path output, String where) {
    return reference.training(output, "--resume", where, "--set", "checkpoint.every=1");
  }
}
