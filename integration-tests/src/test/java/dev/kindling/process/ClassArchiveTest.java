package dev.kindling.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.gate.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands take their classes from the archive that the build made, and do without in silence. */
@LaunchesProcesses
class ClassArchiveTest {
  private static final String ARCHIVE = "deploy/target/archive/classes.jsa";
  private static final String MADE_OF = "deploy/target/archive/made-of";
  private static final List<String> LINKED =
      List.of("deploy/conf", "deploy/target/spark", "deploy/target/nd4j", "driver/target");

  @TempDir private Path directory;
  private Path home;

  /** Another installation, of the same jars. */
  @BeforeEach
  void installElsewhere() throws IOException {
    home = directory.resolve("in stalled");
    for (String linked : LINKED) {
      Files.createDirectories(home.resolve(linked).getParent());
      Files.createSymbolicLink(home.resolve(linked), Repository.root().resolve(linked));
    }
    Files.createDirectories(home.resolve(ARCHIVE).getParent());
    Files.copy(Repository.root().resolve("kindling"), home.resolve("kindling"));
    assertThat(home.resolve("kindling").toFile().setExecutable(true)).isTrue();
  }

  /** Whoever removes the directory is not to follow them. */
  @AfterEach
  void removeLinks() throws IOException {
    for (String linked : LINKED) {
      Files.delete(home.resolve(linked));
    }
  }

  @Test
  void classesComeFromTheArchive() throws IOException {
    assertThat(loadedBy(Launch.in(directory), "--version")).contains(shared("command.Main"));
  }

  /** The JVM crashes where an archive holds classes that only newer versions of Java are given. */
  @Test
  void aFlightIsRecorded(ReferenceRun reference) throws IOException {
    Path flight = directory.resolve("flight.jfr");
    List<String> train = reference.training(directory.resolve("run"));

    Launch recording = Launch.in(directory).adding("-XX:StartFlightRecording=filename=" + flight);

    assertThat(loadedBy(recording, train.toArray(String[]::new)))
        .contains(shared("training.MetaTraining"));
    assertThat(Files.size(flight)).isPositive();
  }

  @Test
  void anArchiveOfAnotherLengthOrJavaIsPassedOver() throws IOException {
    Launch launch = Launch.in(directory).through(home.resolve("kindling"));
    String jdk = "java.lang.String source: shared objects file";
    byte[] whole = Files.readAllBytes(Repository.root().resolve(ARCHIVE));
    for (int length : new int[] {whole.length / 2, 0}) {
      copy(MADE_OF);
      Files.write(home.resolve(ARCHIVE), Arrays.copyOf(whole, length));

      assertThat(loadedBy(launch, "--version")).contains(jdk);
    }
    Files.write(home.resolve(ARCHIVE), whole);
    Files.writeString(home.resolve(MADE_OF), "JAVA_VERSION=\"17\"\n");
    assertThat(loadedBy(launch, "--version")).contains(jdk);
  }

  private void copy(String file) throws IOException {
    Files.deleteIfExists(home.resolve(file));
    Files.copy(Repository.root().resolve(file), home.resolve(file));
  }

  private static String shared(String name) {
    return "dev.kindling." + name + " source: shared objects file";
  }

  /** Which classes a command that prints what it always prints takes from where. */
  private String loadedBy(Launch launch, String... command) throws IOException {
    Path log = directory.resolve("loaded.txt");
    Outcome outcome = launch.adding("-Xlog:class+load:file=" + log).run(command).succeeded();
    assertThat(outcome.out()).doesNotContain("[warning]").doesNotContain("VM warning");
    if (command[0].equals("--version")) {
      assertThat(outcome.errorLines()).as(outcome.toString()).isEmpty();
      assertThat(outcome.out()).startsWith("kindling ");
    }
    return Files.readString(log, UTF_8);
  }
}
