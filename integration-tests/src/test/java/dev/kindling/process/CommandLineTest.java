package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each command prints where when all is well. */
@LaunchesProcesses
class CommandLineTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "'', 'train evaluate explain check bench --help --version'",
    "train, 'CONFIG --set --output --master --resume'",
    "evaluate, 'MODEL_DIR --episodes --json'",
    "explain, 'CONFIG --set'",
    "check, '--engine'",
    "bench, 'WORKLOAD --engine --threads --seconds'"
  })
  void helpNamesEverything(String command, String names) {
    Outcome outcome = command.isEmpty() ? quietly("--help") : quietly(command, "--help");

    assertThat(outcome.out())
        .startsWith(("Usage: kindling " + command).strip())
        .contains(names.split(" ", -1));
  }

  @Test
  void versionSaysWhatRuns() {
    assertThat(quietly("--version").out())
        .matches("kindling \\S+ \\(commit \\S+\\)\nJava .*, built for Spark .*\nengine .*\n");
  }

  @Test
  void theLauncherIsFoundThroughLinksFromAnotherDirectory() throws IOException {
    Launch launch = Launch.in(directory);
    Path far = Files.createSymbolicLink(directory.resolve("far"), launch.program());
    Path near = Files.createSymbolicLink(directory.resolve("near"), Path.of("far"));
    try {
      String version = launch.run("--version").succeeded().out();

      assertThat(launch.through(near).run("--version").succeeded().out()).isEqualTo(version);
    } finally {
      Files.delete(far);
      Files.delete(near);
    }
  }

  @Test
  void namesAreUtf8WhateverTheLocale() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("images/grün"));
    var image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 4; i++) {
      image.setRGB(i, i, 0xFFFFFF);
      ImageIO.write(image, "png", folder.resolve("é" + i + ".png").toFile());
    }
    Path store = directory.resolve("störe");
    for (Map<String, String> locale : List.of(Map.of("LC_ALL", "C"), Map.of("LANG", "none"))) {
      Launch launch = Launch.in(directory);
      for (Map.Entry<String, String> variable : locale.entrySet()) {
        launch = launch.with(variable.getKey(), variable.getValue());
      }
      Outcome imported =
          launch.run("import", "images", "images", "--store", store.toString(), "--split", "1,0,0");

      assertThat(imported.succeeded().out()).containsPattern("images seen +4\n");
      assertThat(launch.run("inspect", store.toString(), "--verify").succeeded().out())
          .contains("all whole");
      assertThat(store).isDirectory();
      try (Stream<Path> files = Files.walk(store)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void trainEndsWithALineOfJson(ReferenceRun reference) {
    JsonNode line = reference.outcome().json();

    assertThat(names(line)).contains("last", "best", "diverged", "output", "seconds");
    JsonNode last = line.get("last");
    assertThat(last.get("step").asLong()).isEqualTo(ReferenceRun.STEPS);
    assertThat(last.get("loss").isDouble()).isTrue();
    assertThat(last.get("theta_sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(line.get("output").asText()).isEqualTo(reference.output().path().toString());
    assertThat(line.get("seconds").asDouble()).isPositive();
  }

  @Test
  void evaluateJudgesWhatTrainMade(ReferenceRun reference) {
    String model = reference.output().path().toString();

    JsonNode line = quietly("evaluate", model, "--json", "--master", "local[2]").json();

    JsonNode best = reference.outcome().json().get("best");
    assertThat(line.required("theta_sha256")).isEqualTo(best.get("theta_sha256"));
    assertThat(line.required("trained")).isEqualTo(best.get("evaluation").get("trained"));
    assertThat(line.required("untrained")).isEqualTo(best.get("evaluation").get("untrained"));
  }

  @Test
  void evaluateTakesItsOwnNumbers(ReferenceRun reference) {
    String model = reference.output().path().toString();

    Outcome outcome = quietly("evaluate", model, "--episodes", "5", "--steps", "3");

    assertThat(outcome.out()).contains("on 5 test tasks");
    assertThat(outcome.out()).containsPattern("(?m)^ +3 +[0-9.]+ ± ");
  }

  @Test
  void explainSaysWhatARunWouldTake(ReferenceRun reference) {
    String file = reference.configuration().toString();

    assertThat(quietly("explain", file, "--set", "training.steps=7").out())
        .contains("flops", "peak memory", "32 tasks a step in 8 shards of 4", "in 7 steps");
    assertThat(quietly("explain", file, "--program").out()).contains("matmul");
    assertThat(quietly("explain", file, "--plan").out()).contains("matmul");
  }

  @Test
  void checkFindsThatThisMachineComputesRightly() {
    assertThat(quietly("check").out())
        .contains("engine onednn, instruction set ", "engine nd4j, ", "engine reference, ")
        .containsPattern("(?m)^all [0-9]+ checks passed$");
  }

  @Test
  void checkNamesTheOperationThatIsComputedWrongly() {
    Outcome outcome = Launch.in(directory).run("check", "--plant-fault", "MatMul");
    assertThat(outcome.status()).as(outcome.toString()).isEqualTo(4);
    assertThat(outcome.out()).containsPattern("(?m)^MatMul +onednn = reference .* WRONG: MatMul");
    assertThat(outcome.errorLines())
        .singleElement()
        .asString()
        .contains("a fault in MatMul: 2 checks failed on this machine, first MatMul (MatMul[");
  }

  @Test
  void benchPrintsOneLineOfJson() {
    Outcome outcome = quietly("bench", "sinusoid", "--seconds", "1", "--threads", "2");

    assertThat(outcome.out().lines()).hasSize(1);
    assertThat(names(outcome.json()))
        .containsExactly(
            "workload",
            "learner",
            "engine",
            "threads",
            "tasks_per_s",
            "ms_per_meta_batch",
            "gflops",
            "planned_mb",
            "peak_mb",
            "recomputed_steps",
            "compile_s");
    assertThat(outcome.json().get("tasks_per_s").asDouble()).isPositive();
  }

  /** Succeeds and says nothing on standard error. */
  private Outcome quietly(String... arguments) {
    Outcome outcome = Launch.in(directory).run(arguments).succeeded();
    assertThat(outcome.errorLines()).as(outcome.toString()).isEmpty();
    return outcome;
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(field -> field.getKey()).toList();
  }
}
