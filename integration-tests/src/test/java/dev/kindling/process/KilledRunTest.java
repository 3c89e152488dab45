package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.task.Key;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is stopped at any moment and resumed ends with the bits of one that never was. */
@LaunchesProcesses
class KilledRunTest {

  /** The moments of an earlier run: {@code -Dkindling.test.seed=N}. */
  private final long seed = Long.getLong("kindling.test.seed", System.nanoTime());

  private static final int KILLED = 137;
  private static final int TERMINATED = 143;

  @TempDir private Path directory;
  private Path output;
  private RunDirectory run;

  @BeforeEach
  void sayTheSeed() {
    System.out.println("KilledRunTest: seed " + seed);
    output = directory.resolve("run");
    run = new RunDirectory(output);
  }

  @Test
  void killedAtRandomMoments(ReferenceRun reference) throws IOException {
    Key key = Key.of(seed).fold("kills");
    killWhileStarting(reference, key.fold("starting"));
    killWhileTraining(reference, key.fold(1), "--threads=1");
    killWhileWriting(reference, key.fold(2), "--threads=2");
    killWhileTraining(reference, key.fold(3), "--master=local[2]");
    killWhileWriting(reference, key.fold(4), "--master=local[1]");
    reportSaysThatItHasNotEnded();

    reference.assertSameBits(
        Launch.in(directory).run(resume(reference, "--threads=3", 50)), output);
    assertThat(run.unfinished()).isEmpty();
  }

  private void reportSaysThatItHasNotEnded() throws IOException {
    Launch.in(directory).run("report", output.toString()).succeeded();
    assertThat(output.resolve("report.html")).content().contains("The run has not ended");
  }

  private void killWhileStarting(ReferenceRun reference, Key key) {
    Duration delay = millis(key.uniform(0, 0, 2000));
    kill(reference, "--threads=2", delay, "starting", () -> true);
  }

  private void killWhileTraining(ReferenceRun reference, Key key, String where) {
    long target = run.newest() + 1 + key.below(0, 10);
    Duration delay = millis(key.uniform(1, 0, 100));
    kill(reference, where, delay, "after step " + target, () -> run.newest() >= target);
  }

  /** Every step writes a checkpoint; the delay reaches from its beginning to about its end. */
  private void killWhileWriting(ReferenceRun reference, Key key, String where) {
    long target = run.newest() + 1 + key.below(0, 10);
    Duration delay = millis(key.uniform(1, 0, 10));
    kill(
        reference,
        where,
        delay,
        "writing after step " + target,
        () -> run.newest() >= target && !run.unfinished().isEmpty());
  }

  private void kill(
      ReferenceRun reference, String where, Duration delay, String when, BooleanSupplier ready) {
    try (Running running = Launch.in(directory).start(resume(reference, where, 1))) {
      running.until(when, ready);
      assertThat(running.killAfter(delay).status()).isEqualTo(KILLED);
    }
    System.out.printf(
        "killed %d ms %s: checkpoints of %s, unfinished %s%n",
        delay.toMillis(), when, run.steps(), run.unfinished());
  }

  @Test
  void askedToEndAtARandomMoment(ReferenceRun reference) {
    long target = 1 + Key.of(seed).fold("end").below(0, 20);
    try (Running running = Launch.in(directory).start(resume(reference, "--threads=2", 1))) {
      running.until("step " + target, () -> run.newest() >= target);
      Outcome outcome = running.terminate();
      assertThat(outcome.status()).as(outcome.toString()).isEqualTo(TERMINATED);
      assertThat(outcome.errorLines())
          .last()
          .isEqualTo("stopped after step %d; go on with --resume".formatted(run.newest()));
    }

    Outcome resumed = Launch.in(directory).run(resume(reference, "--master=local[1]", 50));

    reference.assertSameBits(resumed, output);
    assertThat(resumed.errorLines()).first().asString().contains("going on after step");
  }

  private List<String> resume(ReferenceRun reference, String where, int checkpointEvery) {
    String every = "checkpoint.every=" + checkpointEvery;
    return reference.training(output, "--resume", where, "--set", every);
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos((long) (millis * 1e6));
  }
}
