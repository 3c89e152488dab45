package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No shell looks into a name: what it holds of a shell's own signs stays part of the name. */
@LaunchesProcesses
class HostileNamesTest {
  private static final String NAME =
      "@a b'c\"d$(touch pwned)`touch pwned`;touch pwned\n&touch pwned|* ?[x]{y,z}#~\\$HOME";

  @TempDir private Path directory;

  @Test
  void namesStayNamesInThisProcess(ReferenceRun reference) throws IOException {
    Path here = Files.createDirectory(directory.resolve(NAME));

    Outcome outcome = Launch.in(here).run(training(reference, here, "--threads", "2"));

    assertTrained(reference, outcome, here);
  }

  @Test
  void namesStayNamesThroughSparkSubmit(ReferenceRun reference) throws IOException {
    Path here = Files.createDirectory(directory.resolve(NAME));
    try (SparkHome home = SparkHome.make(directory.resolve("spark $(touch pwned) home"))) {
      Outcome outcome =
          Launch.in(here)
              .with("SPARK_HOME", home.path().toString())
              .run(training(reference, here, "--master", "local[1]"));

      assertTrained(reference, outcome, here);
      assertThat(home.submissions()).exists();
    }
  }

  /** The names are relative, so that the first one begins with an at sign. */
  private static List<String> training(ReferenceRun reference, Path here, String... where)
      throws IOException {
    Files.copy(reference.configuration(), here.resolve(NAME + ".yaml"));
    // What would be read if the name stood for the arguments in a file.
    Files.writeString(here.resolve(NAME.substring(1) + ".yaml"), "--version");
    List<String> train = List.of("train", NAME + ".yaml", "--output", NAME);
    return Stream.concat(train.stream(), Stream.of(where)).toList();
  }

  private void assertTrained(ReferenceRun reference, Outcome outcome, Path here)
      throws IOException {
    reference.assertSameBits(outcome, here.resolve(NAME));
    assertThat(outcome.json().get("output").asText()).isEqualTo(NAME);
    try (Stream<Path> files = Files.walk(directory)) {
      assertThat(files.map(file -> file.getFileName().toString())).doesNotContain("pwned");
    }
  }

  @Test
  void aStarInAnOptionIsNoNameOfAFile() throws IOException {
    Files.createFile(directory.resolve("-Dkindling.star.found"));

    Outcome outcome =
        Launch.in(directory)
            .adding("-Dkindling.star.* -XshowSettings:properties")
            .run("--version")
            .succeeded();

    assertThat(outcome.error()).contains("kindling.star.* =").doesNotContain("kindling.star.found");
  }
}
