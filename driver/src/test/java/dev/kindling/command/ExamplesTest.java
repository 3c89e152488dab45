package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.task.Split;
import dev.kindling.task.TargetKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example configuration and every command of the README runs, for a step or two. */
class ExamplesTest {
  private static final List<String> SHORT =
      List.of(
          "training.steps=2",
          "training.tasks-per-step=6",
          "training.tasks-per-shard=3",
          "evaluation.episodes=4",
          "evaluation.steps=1");

  @TempDir private Path directory;

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  static List<Path> examples() {
    try (Stream<Path> files = Files.list(root().resolve("examples"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Outcome runShort(List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--master", "local[2]"));
    SHORT.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return Commands.run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleTrainsAndIsJudged(Path example) throws IOException {
    Outcome outcome =
        runShort(
            List.of("train", example.toString(), "--output", directory.resolve("run").toString()));
    assertThat(outcome.status()).as(outcome.error()).isZero();
    JsonNode line = new ObjectMapper().readTree(outcome.lastLine());
    assertThat(line.get("last").get("step").asLong()).isEqualTo(2);
    JsonNode trained = line.get("best").get("evaluation").get("trained");
    assertThat(trained.get("episodes").asInt()).isEqualTo(4);
    assertThat(trained.get("error")).hasSize(2);
    assertThat(trained.has("accuracy")).isEqualTo(tellsClasses(example));
    assertThat(outcome.out().contains("answered right")).isEqualTo(tellsClasses(example));
  }

  private static boolean tellsClasses(Path example) {
    Configuration configuration = ConfigurationReader.read(example, List.of());
    return configuration.tasks().open(Split.TRAIN).shape().targetKind() != TargetKind.NUMBERS;
  }

  @Test
  void everyKindOfTargetThatGeneratorsHaveIsInAnExample() {
    assertThat(examples().stream().map(ExamplesTest::tellsClasses)).contains(true, false);
  }

  /** In their order, so that what is to be resumed was begun. */
  @Test
  void theCommandsOfTheReadmeRun() throws IOException {
    List<String> commands =
        Files.readString(root().resolve("README.md"))
            .lines()
            .filter(line -> line.startsWith("    ./kindling "))
            .toList();
    assertThat(commands).hasSizeGreaterThan(2);
    for (String command : commands) {
      List<String> arguments = new ArrayList<>(List.of(command.strip().split(" +")));
      arguments.remove(0);
      arguments.replaceAll(this::relocated);
      if (!arguments.contains("--output")) {
        int fresh = commands.indexOf(command);
        arguments.addAll(List.of("--output", directory.resolve("run" + fresh).toString()));
      }
      Outcome outcome = runShort(arguments);
      assertThat(outcome.status()).as(command + "\n" + outcome.error()).isZero();
    }
  }

  private String relocated(String argument) {
    if (argument.startsWith("examples/")) {
      return root().resolve(argument).toString();
    }
    return argument.startsWith("runs/") ? directory.resolve(argument).toString() : argument;
  }
}
