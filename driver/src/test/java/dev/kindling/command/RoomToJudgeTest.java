package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models are judged only where memory holds what that takes, which is known before. */
class RoomToJudgeTest {
  /** A thread takes some hundred megabytes for them. */
  private static final List<String> LONG_TASKS =
      List.of("--episodes=4000", "--set=tasks.query=1000000", "--set=engine.memory=16g");

  private static final String SMALL_EXECUTORS = "--master=local-cluster[1,1,300]";

  @TempDir private static Path directory;
  private static String model;

  @BeforeAll
  static void train() {
    model = directory.resolve("run").toString();
    assertThat(train(Commands.small(directory), model).status()).isZero();
  }

  private static Outcome train(String configuration, String output) {
    return Commands.run("train", configuration, "--threads=2", "--output", output);
  }

  private static Outcome run(List<String> first, List<String> more) {
    List<String> arguments = new ArrayList<>(first);
    arguments.addAll(more);
    return Commands.run(arguments.toArray(String[]::new));
  }

  private static List<String> onManyThreads() {
    List<String> arguments = new ArrayList<>(LONG_TASKS);
    arguments.add("--threads=1024");
    return arguments;
  }

  private static void refused(Outcome outcome, int status, String... parts) {
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(status);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.complaints()).singleElement().asString().contains(parts);
  }

  @Test
  void evaluateNamesThreadsThatAreTooMany() {
    refused(
        run(List.of("evaluate", model), onManyThreads()),
        4,
        "1024 threads, whose programs take ",
        "but this machine or container has ",
        "; lower the threads to ");
  }

  @Test
  void evaluateNamesExecutorsThatAreTooSmall() {
    refused(
        Commands.run("evaluate", model, SMALL_EXECUTORS),
        5,
        "an executor that computes 1 task at once needs a heap of 321 MB for 19 meta-parameters",
        "has 300 MB; set the last number of local-cluster to 321");
  }

  @Test
  void compareNamesTheRun() {
    List<String> compare = List.of("compare", model, model);
    refused(run(compare, onManyThreads()), 4, model + ": 1024 threads, whose programs take ");
    refused(
        run(compare, List.of(SMALL_EXECUTORS)),
        5,
        model + ": an executor that computes 1 task at once needs a heap of 321 MB");
  }

  /** A few tasks are few shards: threads that have nothing to do take nothing. */
  @Test
  void threadsWithoutTasksAreNotCounted() {
    assertThat(Commands.run("evaluate", model, "--episodes=3", "--threads=1024").status()).isZero();
  }

  /** Its steps have two shards, of which the first diverges; what comes after them has more. */
  @Test
  void trainCountsTheThreadsThatJudge() {
    Path output = directory.resolve("judged");
    List<String> train =
        List.of(
            "train",
            Commands.small(directory),
            "--set=evaluation.tasks.query=1000000",
            "--set=engine.memory=16g",
            "--set=learner.rate=1e20",
            "--set=learner.steps=5",
            "--threads=1024",
            "--output",
            output.toString());
    refused(
        run(train, List.of("--set=evaluation.episodes=4000")),
        4,
        "1024 threads, whose programs take ");
    assertThat(output).doesNotExist();
  }

  /** What is judged beside a run at its end is known before its first step. */
  @Test
  void trainNamesTheBaseline() {
    String small = Commands.small(directory);
    String wide = directory.resolve("wide").toString();
    List<String> large = List.of("--set=model.hidden=[800, 800]", "--set=training.steps=1");
    assertThat(run(List.of("train", small, "--output", wide), large).status()).isZero();
    String output = directory.resolve("beside").toString();
    Outcome outcome =
        Commands.run(
            "train",
            small,
            "--set=evaluation.baselines=[%s]".formatted(wide),
            "--master=local-cluster[1,1,322]",
            "--output",
            output);
    refused(
        outcome,
        5,
        "evaluation.baselines: %s: an executor that computes 1 task at once".formatted(wide));
    assertThat(Path.of(output)).doesNotExist();
  }
}
