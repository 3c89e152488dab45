package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.cluster.SparkSettings;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.config.Configuration;
import dev.kindling.config.ConfigurationReader;
import dev.kindling.evaluation.Estimate;
import dev.kindling.report.PageText;
import dev.kindling.store.OpenStores;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.Split;
import dev.kindling.task.StoredSettings;
import dev.kindling.task.TargetKind;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
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

  @TempDir private static Path data;

  @TempDir private Path directory;

  private static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  /** An example of a plug-in needs its jar. */
  private static boolean isRunAlone(Path file) {
    return file.toString().endsWith(".yaml") && !file.toString().contains("plug-in");
  }

  static List<Path> examples() {
    try (Stream<Path> files = Files.walk(root().resolve("examples"))) {
      return files.filter(file -> isRunAlone(file)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs the commands that a file's head gives before the one that trains. */
  @BeforeAll
  static void importWhatExamplesRead() throws IOException {
    for (Path example : examples()) {
      for (String command : headCommands(example)) {
        String[] words =
            Stream.of(command.split(" +", -1))
                .skip(1)
                .map(
                    word -> word.matches("(data|stores)/.*") ? data.resolve(word).toString() : word)
                .toArray(String[]::new);
        if (!words[0].equals("train")) {
          Outcome outcome = Commands.run(words);
          assertThat(outcome.status()).as(command + "\n" + outcome.error()).isZero();
        }
      }
    }
  }

  /** Lines of three blanks begin a command, those of more go on with it. */
  private static List<String> headCommands(Path example) throws IOException {
    List<String> commands = new ArrayList<>();
    for (String line : Files.readAllLines(example)) {
      if (line.startsWith("#   kindling ")) {
        commands.add(line.substring(1).strip());
      } else if (line.startsWith("#     ")) {
        int last = commands.size() - 1;
        commands.set(last, commands.get(last) + " " + line.substring(1).strip());
      }
    }
    return commands;
  }

  /** Where the store of an example is in these tests. */
  private static List<String> relocation(Path example) {
    TaskSettings tasks = ConfigurationReader.read(example, List.of()).tasks();
    String uri =
        tasks instanceof EpisodesSettings episodes
            ? episodes.uri()
            : tasks instanceof StoredSettings stored ? stored.uri() : "";
    return uri.isEmpty() ? List.of() : List.of("tasks.uri=" + data.resolve(uri));
  }

  @Test
  void whatReadsAStoreSaysHowToMakeIt() throws IOException {
    for (Path example : examples()) {
      List<String> commands = headCommands(example);
      if (!relocation(example).isEmpty()) {
        assertThat(commands)
            .hasSize(3)
            .last()
            .isEqualTo("kindling train examples/" + example.getFileName());
      }
    }
    assertThat(examples().stream().filter(one -> !relocation(one).isEmpty())).hasSize(2);
  }

  private Outcome runShort(List<String> command) {
    List<String> arguments = new ArrayList<>(command);
    SHORT.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return Commands.run(arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleTrainsAndIsJudged(Path example) throws IOException {
    List<String> command = new ArrayList<>(List.of("train", example.toString()));
    command.addAll(List.of("--output", directory.resolve("run").toString()));
    relocation(example).forEach(setting -> command.addAll(List.of("--set", setting)));
    Outcome outcome = runShort(command);
    assertThat(outcome.status()).as(outcome.error()).isZero();
    JsonNode line = new ObjectMapper().readTree(outcome.lastLine());
    assertThat(line.get("last").get("step").asLong()).isEqualTo(2);
    JsonNode trained = line.get("best").get("evaluation").get("trained");
    assertThat(trained.get("episodes").asInt()).isEqualTo(4);
    assertThat(trained.get("error")).hasSize(1 + innerSteps(example));
    assertThat(trained.has("accuracy")).isEqualTo(tellsClasses(example));
    assertThat(outcome.out().contains("answered right")).isEqualTo(tellsClasses(example));
    isReported(line.get("best"));
  }

  /** A run's directory tells how it went: lines, TensorBoard's events, and a page. */
  private void isReported(JsonNode best) throws IOException {
    Path run = directory.resolve("run");
    var page = new PageText(Files.readString(run.resolve("report.html")));
    page.requireSound();
    for (String model : List.of("trained", "untrained")) {
      JsonNode judged = best.get("evaluation").get(model);
      int last = judged.get("error").size() - 1;
      double mean = judged.get("error").get(last).asDouble();
      double half = judged.get("interval").get(last).asDouble();
      assertThat(page.text()).contains(" " + new Estimate(mean, half).text() + " ");
    }
    assertThat(page.text())
        .contains("Tasks and answers", "it is best at", best.get("theta_sha256").asText());
    assertThat(Files.readAllLines(run.resolve("metrics.jsonl")))
        .filteredOn(line -> line.contains("\"loss\":"))
        .hasSize(2);
    try (Stream<Path> files = Files.list(run)) {
      assertThat(files).anyMatch(file -> file.getFileName().toString().contains("tfevents"));
    }
  }

  /** How many an evaluation takes that asks for one. */
  private static int innerSteps(Path example) {
    Configuration configuration = configuration(example);
    TaskShape shape = configuration.tasks().open(Split.TRAIN).shape();
    return configuration.learner().build(configuration.model(), shape).evaluationSteps(1);
  }

  private static boolean tellsClasses(Path example) {
    TaskShape shape = configuration(example).tasks().open(Split.TRAIN).shape();
    return shape.targetKind() != TargetKind.NUMBERS;
  }

  private static Configuration configuration(Path example) {
    // A run before this one looked for files by its own Spark, which has stopped.
    OpenStores.configure(SparkSettings::hadoop);
    Configuration written = ConfigurationReader.read(example, relocation(example));
    return ChosenStores.of(written).configuration();
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
      boolean trains = arguments.get(0).equals("train");
      if (trains && !arguments.contains("--output")) {
        int fresh = commands.indexOf(command);
        arguments.addAll(List.of("--output", directory.resolve("run" + fresh).toString()));
      }
      Outcome outcome =
          trains ? runShort(arguments) : Commands.run(arguments.toArray(String[]::new));
      assertThat(outcome.status()).as(command + "\n" + outcome.error()).isZero();
    }
  }

  /** Executors in processes of their own are another test's part. */
  private String relocated(String argument) {
    if (argument.startsWith("'local-cluster[")) {
      return "local[2]";
    }
    if (argument.startsWith("examples/")) {
      return root().resolve(argument).toString();
    }
    boolean written = argument.matches("(runs|data|stores|models)/.*|[a-z]+\\.yaml");
    return written ? directory.resolve(argument).toString() : argument;
  }
}
