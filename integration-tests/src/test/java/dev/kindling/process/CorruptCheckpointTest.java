package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A damaged checkpoint is named and refused, and nothing is lost. */
@LaunchesProcesses
class CorruptCheckpointTest {
  private static final int DATA = 3;

  @TempDir private Path directory;

  /** What can befall a file. */
  enum Damage {
    TRUNCATED {
      @Override
      void to(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      }
    },
    FLIPPED_BYTE {
      @Override
      void to(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length * 3 / 4] ^= 0x10;
        Files.write(file, bytes);
      }
    };

    abstract void to(Path file) throws IOException;
  }

  @ParameterizedTest
  @EnumSource(Damage.class)
  void damageEndsResumingAndEvaluating(Damage damage, ReferenceRun reference) throws IOException {
    RunDirectory run = reference.output().copyTo(directory.resolve("run"));
    assertThat(run.best()).as("the step whose checkpoint both commands read").isEqualTo(newest());
    Path file = run.checkpoint(newest());
    damage.to(file);
    Map<String, ByteBuffer> before = run.bytes();
    String problem = file + " is damaged: expected ";

    Launch launch = Launch.in(directory);
    String advice = "the checkpoint of step 150 is whole: delete or move away ";
    try (Running evaluating = launch.start("evaluate", run.path().toString());
        Running resuming = launch.start(reference.training(run.path(), "--resume"))) {
      evaluating.await().refused(DATA, problem, advice);
      resuming.await().refused(DATA, problem, advice);
    }

    assertThat(run.bytes()).isEqualTo(before);
  }

  private static long newest() {
    return ReferenceRun.STEPS;
  }

  @Test
  void withoutTheDamagedCheckpointTheRunGoesOnToTheSameBits(ReferenceRun reference)
      throws IOException {
    RunDirectory run = reference.output().copyTo(directory.resolve("run"));
    Path damaged = run.checkpoint(newest());
    Damage.TRUNCATED.to(damaged);
    Files.move(damaged, directory.resolve("moved-away"));

    Outcome outcome = Launch.in(directory).run(reference.training(run.path(), "--resume"));

    reference.assertSameBits(outcome, run.path());
    assertThat(outcome.errorLines()).first().asString().contains("going on after step 150");
  }
}
