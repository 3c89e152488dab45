package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command whose output goes nowhere does not end as if it had arrived. */
@LaunchesProcesses
class LostOutputTest {
  private static final int RESOURCES = 4;
  private static final int UNWANTED = 141;

  @TempDir private Path directory;

  /** A launcher whose standard output is somewhere else. */
  private Launch redirected(String redirection) throws IOException {
    Launch launch = Launch.in(directory);
    Path script = directory.resolve("redirected");
    Files.writeString(
        script, "#!/bin/bash\n'%s' \"$@\" %s\n".formatted(launch.program(), redirection));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return launch.through(script);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help", "check --help", "check --engine reference"})
  void aFullDevice(String line) throws IOException {
    redirected(">/dev/full")
        .run(line.split(" ", -1))
        .refused(RESOURCES, "standard output cannot be written (No space left on device)");
  }

  @Test
  void aClosedStandardOutput() throws IOException {
    redirected(">&-").run("--version").refused(RESOURCES, "standard output is closed");
  }

  @Test
  void aReaderThatHasEnough() throws IOException {
    Outcome outcome = redirected("| true; exit ${PIPESTATUS[0]}").run("--version");

    assertThat(outcome.status()).as(outcome.toString()).isEqualTo(UNWANTED);
    assertThat(outcome.errorLines()).isEmpty();
  }

  @Test
  void aClosedStandardErrorHindersNothing() throws IOException {
    assertThat(redirected("2>&-").run("--version").succeeded().out()).startsWith("kindling ");
  }
}
