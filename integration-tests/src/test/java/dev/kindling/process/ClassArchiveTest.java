package dev.kindling.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.gate.Repository;
import java.io.File;
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
    assertThat(loggedBy(Launch.in(directory), "--version")).contains(shared("command.Main"));
  }

  /** The JVM crashes where an archive holds classes that only newer versions of Java are given. */
  @Test
  void aFlightIsRecorded(ReferenceRun reference) throws IOException {
    Path flight = directory.resolve("flight.jfr");
    List<String> train = reference.training(directory.resolve("run"));

    Launch recording = Launch.in(directory).adding("-XX:StartFlightRecording=filename=" + flight);

    assertThat(loggedBy(recording, train.toArray(String[]::new)))
        .contains(shared("training.MetaTraining"));
    assertThat(Files.size(flight)).isPositive();
  }

  /** A JVM that refuses an archive does without the JDK's own too, so it is not even given one. */
  @Test
  void anArchiveThatDoesNotFitIsPassedOver() throws IOException {
    byte[] whole = Files.readAllBytes(Repository.root().resolve(ARCHIVE));
    String there = Files.readString(Repository.root().resolve(MADE_OF), UTF_8);
    String here = there.replace(line(Repository.root()), line(home));
    Files.write(home.resolve(ARCHIVE), whole);

    assertThat(isGiven(here)).isTrue();
    assertThat(isGiven(there)).as("moved").isFalse();
    assertThat(isGiven(here.replace("VERSION=\"", "VERSION=\"1"))).as("another Java").isFalse();

    Files.write(home.resolve(ARCHIVE), Arrays.copyOf(whole, whole.length / 2));
    assertThat(isGiven(here)).as("cut").isFalse();
  }

  /** Whether the archive is used if it is made of this. */
  private boolean isGiven(String made) throws IOException {
    Files.writeString(home.resolve(MADE_OF), made);
    String log = loggedBy(Launch.in(directory).through(home.resolve("kindling")), "--version");
    assertThat(log).contains("java.lang.String source: shared objects file");
    return log.contains(home.toRealPath().resolve(ARCHIVE).toString());
  }

  private static String line(Path path) throws IOException {
    return path.toRealPath() + "\n";
  }

  @Test
  void noneIsMadeWhereNoneCanBe() throws IOException {
    Files.delete(home.resolve(ARCHIVE).getParent());
    Files.createFile(home.resolve(ARCHIVE).getParent());
    Launch launch = Launch.in(directory).through(home.resolve("kindling"));

    launch
        .run("archive")
        .refused(4, "no archive of classes was made in", "deploy/target/archive", "run without");
  }

  @Test
  void aMakerThatIsStoppedLeavesNothing() {
    Launch launch = Launch.in(directory).through(home.resolve("kindling"));
    File archives = home.resolve(ARCHIVE).getParent().toFile();
    try (Running making = launch.start("archive")) {
      making.until("a rehearsal", () -> isUnderWay(archives));
      making.processes().forEach(ProcessHandle::destroy);

      assertThat(making.await().status()).isNotZero();
      Eventually.require("what was made is away", () -> archives.list().length == 0);
    }
  }

  private static boolean isUnderWay(File archives) {
    File[] making = archives.listFiles();
    return making.length == 1 && new File(making[0], "rehearsal/run").exists();
  }

  private static String shared(String name) {
    return "dev.kindling." + name + " source: shared objects file";
  }

  /**
   * Which archive the JVM of a command opens that prints what it always prints, and which classes
   * it takes from where.
   */
  private String loggedBy(Launch launch, String... command) throws IOException {
    Path log = directory.resolve("logged.txt");
    Outcome outcome = launch.adding("-Xlog:class+load,cds:file=" + log).run(command).succeeded();
    assertThat(outcome.out()).doesNotContain("[warning]").doesNotContain("VM warning");
    if (command[0].equals("--version")) {
      assertThat(outcome.errorLines()).as(outcome.toString()).isEmpty();
      assertThat(outcome.out()).startsWith("kindling ");
    }
    return Files.readString(log, UTF_8);
  }
}
