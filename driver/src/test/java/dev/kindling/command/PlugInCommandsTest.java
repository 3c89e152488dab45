package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.meaning.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands do with a plug-in beside Kindling's own kinds. */
class PlugInCommandsTest {
  @TempDir private static Path shared;
  private static Path jar;

  @TempDir private Path directory;

  @BeforeAll
  static void build() {
    jar = PulseJar.in(shared);
  }

  private static Outcome withJar(String... arguments) {
    return withJars(jar.toString(), arguments);
  }

  private static Outcome withJars(String jars, String... arguments) {
    return Commands.run(
        Stream.concat(Stream.of(arguments), Stream.of("--jars", jars)).toArray(String[]::new));
  }

  private static void assertRefused(Outcome outcome, String sentence) {
    assertThat(outcome.error().lines()).containsExactly("kindling: " + sentence);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void learnersHaveALineEachWithWhereTheyAreFrom() {
    List<String> own = Commands.run("learners").outLines();
    assertThat(own).hasSameSizeAs(Kinds.of(LearnerSettings.class));
    assertThat(own.get(0))
        .matches("maml +kindling +Model-agnostic meta-learning: .*\\.")
        .doesNotContain("\n");
    List<String> all = withJar("learners").outLines();
    assertThat(all).hasSize(own.size() + 1);
    assertThat(all.get(own.size()))
        .matches("anchored +pulse\\.jar +Gradient descent that is drawn back .*\\.");
  }

  @Test
  void theReferenceTellsThemAndForgetsThemAfterwards() {
    assertThat(withJar("reference", "anchored").out())
        .contains("learner of kind anchored", "How strongly a step is drawn back");
    assertThat(withJar("reference", "--schema").out()).contains("square-wave", "anchored");
    assertThat(Commands.run("reference", "anchored").status()).isEqualTo(2);
  }

  @Test
  void anExampleOfOneIsDrawnExplainedAndChecked() {
    String example = PulseJar.source().resolveSibling("square-wave.yaml").toString();
    assertThat(withJar("inspect", example).out()).contains("square-wave");
    assertThat(withJar("explain", example).status()).isZero();
    Outcome check = withJar("check", "--learner", "anchored", "--engine", "onednn");
    assertThat(check.out())
        .contains(
            "anchored claims a meta-gradient that is exact",
            "on tasks of numbers it is exact",
            "on tasks of classes it is exact",
            "all 2 checks passed");
    assertThat(withJar("init", "--kind", "square-wave", "--output", directory + "/a.yaml").status())
        .isZero();
  }

  @Test
  void aRunOfOneIsJudgedWithItsJarAndRefusedWithout() {
    String model = directory.resolve("run").toString();
    String small = Commands.small(directory);
    Outcome trained =
        withJar(
            "train",
            small,
            "--output",
            model,
            "--master",
            "local[2]",
            "--set",
            "tasks.kind=square-wave",
            "--set",
            "learner.kind=anchored");
    assertThat(trained.status()).as(trained.error()).isZero();
    assertThat(withJar("evaluate", model, "--master", "local[2]").status()).isZero();
    Outcome without = Commands.run("evaluate", model, "--master", "local[2]");
    assertThat(without.status()).isEqualTo(3);
    assertThat(without.complaints())
        .singleElement()
        .asString()
        .contains("tasks.kind must be one of sinusoid,")
        .contains("but is square-wave; a kind of a plug-in needs its jar, --jars");
  }

  @Test
  void itsOwnRefusalsReadAsKindlingsDo() {
    String example = PulseJar.source().resolveSibling("square-wave.yaml").toString();
    assertThat(withJar("explain", example, "--set", "learner.pull=-1").complaints())
        .containsExactly(
            "kindling: --set learner.pull=-1: learner.pull must be at least 0 but is -1; see"
                + " kindling reference learner.pull");
    assertThat(withJar("explain", example, "--set", "learner.kind=anchord").complaints())
        .singleElement()
        .asString()
        .contains("did you mean anchored?");
  }

  @Test
  void aJarThatIsNoneIsRefused() throws IOException {
    assertRefused(
        withJars(directory + "/a.jar", "learners"),
        "--jars: a jar of this machine is expected but %s/a.jar is not there; correct the path"
            .formatted(directory));
    assertRefused(
        withJars(directory.toString(), "learners"),
        "--jars: a jar of this machine is expected but %s is a directory; correct the path"
            .formatted(directory));
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
    assertThat(withJars(text.toString(), "learners").complaints())
        .singleElement()
        .asString()
        .startsWith(
            "kindling: --jars: %s is expected to be a jar but cannot be read as one ("
                .formatted(text))
        .endsWith("); build it again");
  }

  @Test
  void jarsWithoutAPlugInAreRefusedAndOthersMayComeWithOne() throws IOException {
    Path library = directory.resolve("library.jar");
    try (var zip = new ZipOutputStream(Files.newOutputStream(library))) {
      zip.putNextEntry(new ZipEntry("nothing.txt"));
    }
    assertRefused(
        withJars(library.toString(), "learners"),
        "--jars: a plug-in is expected among [%s] but none of them has META-INF/services/dev.kindling.meaning.KindProvider,"
                .formatted(library)
            + " which names its provider of kinds; add it to the jar, or leave --jars out");
    assertThat(withJars(library + "," + jar, "learners").out()).contains("anchored");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "evaluate",
        "explain",
        "check",
        "bench",
        "inspect",
        "init",
        "reference",
        "learners"
      })
  void theHelpOfWhatMeetsKindsTellsTheOption(String command) {
    assertThat(Commands.run(command, "--help").out()).contains("--jars=JAR[,JAR...]");
  }
}
