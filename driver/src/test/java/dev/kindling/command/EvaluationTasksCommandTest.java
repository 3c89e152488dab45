package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.store.OpenStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are judged on other tasks than they learned from. */
class EvaluationTasksCommandTest {
  private static final String RUN =
      """
      tasks: %s
      model: {hidden: [4]}
      training: {steps: 2, tasks-per-step: 4, tasks-per-shard: 2}
      evaluation: {episodes: 5, steps: 1, every: 1, tasks: %s}
      checkpoint: {every: 1}
      """;
  private static final String GLYPHS = "{kind: glyphs, ways: 3, shots: 1, queries: 2, side: 8}";

  @TempDir private Path directory;

  @AfterEach
  void close() {
    EpisodeWorkers.shared().close();
    new OpenStores().close();
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private String store(String name, int train, int validation, int test) {
    SmallStores.create(path(name), train, validation, test);
    return "{kind: stored, uri: %s, support: 3, query: 2}".formatted(path(name));
  }

  private String file(String tasks, String judged) throws IOException {
    return Files.writeString(directory.resolve("run.yaml"), RUN.formatted(tasks, judged))
        .toString();
  }

  private Outcome train(String run, String tasks, String judged, String... more)
      throws IOException {
    Stream<String> first =
        Stream.of("train", file(tasks, judged), "--master", "local[1]", "--output", path(run));
    return Commands.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  private Outcome evaluate(String run, String... more) {
    Stream<String> first = Stream.of("evaluate", path(run), "--master", "local[1]");
    return Commands.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  private static JsonNode json(Outcome outcome) throws IOException {
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return new ObjectMapper().readTree(outcome.lastLine());
  }

  private static void refuses(Outcome outcome, String... parts) {
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(2);
    assertThat(outcome.complaints()).singleElement().asString().contains(parts);
  }

  @Test
  void aModelIsJudgedOnAnotherStoreInTrainingAndLater() throws IOException {
    String learned = store("learned", 6, 3, 3);
    store("other", 2, 4, 5);
    JsonNode plain = json(train("plain", learned, ""));
    String other = "{uri: %s, query: 3}".formatted(path("other"));
    Outcome outcome = train("run", learned, other);
    JsonNode line = json(outcome);

    assertThat(line.at("/last/theta_sha256")).isEqualTo(plain.at("/last/theta_sha256"));
    assertThat(line.at("/best/evaluation/trained/available").asInt()).isEqualTo(5);
    assertThat(plain.at("/best/evaluation/trained/available").asInt()).isEqualTo(3);
    assertThat(line.at("/judged_on/uri").asText()).isEqualTo("file:" + path("other"));
    assertThat(line.at("/judged_on/version").asText()).isEqualTo("1");
    assertThat(outcome.error())
        .contains(
            "tasks come from version 1 of file:" + path("learned"),
            "tasks come from version 1 of file:" + path("other"));
    assertThat(outcome.out())
        .contains(
            "\n  judged on tasks of kind stored, uri file:%s, version 1, support 3, query 3, "
                .formatted(path("other")));

    // The same model: only the best step may be another.
    JsonNode later =
        json(
            evaluate(
                "plain",
                "--json",
                "--checkpoint=" + line.at("/best/step"),
                "--set=tasks.uri=" + path("other"),
                "--set=tasks.query=3"));
    assertThat(later.get("trained")).isEqualTo(line.at("/best/evaluation/trained"));
    assertThat(later.get("judged_on")).isEqualTo(line.get("judged_on"));
    JsonNode same = json(evaluate("run", "--json", "--split=validation"));
    assertThat(same.at("/trained/available").asInt()).isEqualTo(4);
  }

  @Test
  void aModelIsJudgedOnAnotherVersionAndOutlivesItsStore() throws IOException {
    String learned = store("learned", 6, 3, 3);
    json(train("run", learned, ""));
    SmallStores.append(path("learned"), 2, 2, 4);
    close();
    JsonNode newest = json(evaluate("run", "--json", "--set=tasks.version=newest"));
    assertThat(newest.at("/judged_on/version").asText()).isEqualTo("2");
    assertThat(newest.at("/trained/available").asInt()).isEqualTo(7);
    assertThat(json(evaluate("run", "--json")).at("/trained/available").asInt()).isEqualTo(3);
    refuses(evaluate("run", "--set=tasks.version=9"), "has no version 9; there are [1, 2]");

    close();
    Files.move(directory.resolve("learned"), directory.resolve("moved"));
    refuses(evaluate("run"), "a task store is expected but file:" + path("learned"));
    Outcome moved = evaluate("run", "--json", "--set=tasks.uri=" + path("moved"));
    assertThat(moved.error()).contains(" learned from are not looked at: ");
    assertThat(json(moved).at("/trained/available").asInt()).isEqualTo(3);
  }

  @Test
  void shotsMayDifferButWaysAreTheModels() throws IOException {
    JsonNode line = json(train("run", GLYPHS, "{shots: 3, queries: 4}"));
    assertThat(line.at("/judged_on/shots").asInt()).isEqualTo(3);
    JsonNode more = json(evaluate("run", "--json", "--set=tasks.shots=1", "--set=tasks.queries=2"));
    assertThat(more.get("trained")).isNotEqualTo(line.at("/best/evaluation/trained"));
    assertThat(json(evaluate("run", "--json")).get("trained"))
        .isEqualTo(line.at("/best/evaluation/trained"));

    String sentence =
        "the model tells 3 classes apart, which is fixed when it is trained, but tasks of"
            + " evaluation have 4; ask for 3 ways there, or train on tasks of 4";
    refuses(evaluate("run", "--set=tasks.ways=4"), sentence);
    refuses(evaluate("run", "--set=evaluation.tasks.ways=2"), "evaluation have 2; ask for 3 ways");
    refuses(train("never", GLYPHS, "{ways: 4}"), sentence);
    assertThat(directory.resolve("never")).doesNotExist();
    refuses(
        evaluate("run", "--set=tasks.side=9"),
        "the model learns from examples with features of shape [8, 8, 1]",
        "but tasks of evaluation have features of shape [9, 9, 1]");
  }

  @Test
  void theModelOfVaryingWaysIsJudgedOnFewerAndPartsOneByOne() throws IOException {
    String mixture =
        "{kind: mixture, parts: [{tasks: %s}, {tasks: {kind: glyphs, ways: 5, queries: 2, side: 8}}]}"
            .formatted(GLYPHS);
    String judged =
        "{parts: [{name: three, tasks: %s}, {name: four, weight: 3, tasks: {kind: glyphs, ways: 4,"
            + " queries: 3, side: 8}}]}";
    JsonNode line = json(train("run", mixture, judged.formatted(GLYPHS)));
    JsonNode parts = line.at("/best/evaluation/parts");
    assertThat(parts).hasSize(2);
    assertThat(parts.get(1).get("name").asText()).isEqualTo("four");
    assertThat(parts.get(1).get("share").asDouble()).isEqualTo(.75);

    JsonNode three = json(evaluate("run", "--json", "--set=tasks=" + GLYPHS));
    assertThat(three.get("parts")).isNull();
    assertThat(three.at("/judged_on/ways").asInt()).isEqualTo(3);
    // Beside larger tasks they are filled up, which may change last bits.
    assertThat(three.at("/trained/error/1").asDouble())
        .isCloseTo(parts.get(0).at("/trained/error/1").asDouble(), within(1e-5));
    refuses(evaluate("run", "--set=tasks={kind: glyphs, ways: 6, side: 8}"), "evaluation have 6;");
  }

  /** All that is the same each time. */
  private static JsonNode untimed(Outcome outcome) throws IOException {
    JsonNode line = json(outcome);
    assertThat(((ObjectNode) line).remove("ms_per_task").asDouble()).isPositive();
    return line;
  }

  @Test
  void anyCheckpointIsJudged() throws IOException {
    train("run", store("store", 6, 3, 3), "");
    for (int step = 1; step <= 2; step++) {
      assertThat(json(evaluate("run", "--json", "--checkpoint=" + step)).get("step").asInt())
          .isEqualTo(step);
    }
    assertThat(json(evaluate("run", "--json", "--checkpoint=latest")).get("step").asInt())
        .isEqualTo(2);
    assertThat(untimed(evaluate("run", "--json", "--checkpoint=best")))
        .isEqualTo(untimed(evaluate("run", "--json")));
    assertThat(evaluate("run", "--checkpoint=1").out())
        .contains("  judged is the model of step 1, as asked for, of a run of 2 steps\n");
    refuses(evaluate("run", "--checkpoint=7"), "has no checkpoint of step 7; there are [1, 2]");
    refuses(
        evaluate("run", "--checkpoint=first"),
        "--checkpoint must be the number of an outer step, best or latest but is first");

    json(train("blind", store("bare", 6, 0, 3), ""));
    refuses(evaluate("blind", "--checkpoint=best"), "--checkpoint best needs a run with a");
    assertThat(json(evaluate("blind", "--json")).get("step").asInt()).isEqualTo(2);
  }

  @Test
  void turnedClassesAreJudgedOnlyWhereThatIsAskedFor() throws IOException {
    Commands.run("generate", "images", "--classes=40", "--output", path("images"));
    Outcome imported =
        Commands.run(
            "import",
            "images",
            path("images"),
            "--gray",
            "--size=8x8",
            "--split=.4,.3,.3",
            "--store",
            path("store"));
    assertThat(imported.status()).as(imported.error()).isZero();
    String tasks =
        "{kind: episodes, uri: %s, ways: 3, queries: 2, augmentation: {rotations: 4, turn: .2}}"
            .formatted(path("store"));
    Outcome outcome = train("run", tasks, "");
    JsonNode line = json(outcome);
    assertThat(line.at("/judged_on/augmentation/rotations").asInt()).isEqualTo(1);
    assertThat(outcome.out()).contains("size stored, no augmentation, scaling unit\n");

    String turned = "--set=tasks.augmentation.rotations=";
    JsonNode upright = line.at("/best/evaluation/trained/error");
    assertThat(json(evaluate("run", "--json", turned + 1)).at("/trained/error")).isEqualTo(upright);
    assertThat(json(evaluate("run", "--json", turned + 4)).at("/trained/error"))
        .isNotEqualTo(upright);
    assertThat(evaluate("run", turned + 4).out()).contains(", 4 rotations of each class, scaling");
    refuses(
        train("never", tasks, "{ways: 30}"),
        "tasks of evaluation: episodes of 30 classes with 3 examples each are asked for but the");
    refuses(
        evaluate("run", "--set=tasks.augmentation.turn=.2"),
        "evaluation.tasks.augmentation must change no image");
  }

  @Test
  void aRunGoesOnWithTheTasksThatItWasValidatedOn() throws IOException {
    String learned = store("learned", 6, 3, 3);
    store("other", 2, 4, 5);
    json(train("run", learned, ""));
    refuses(
        train("run", learned, "{uri: %s}".formatted(path("other")), "--resume"),
        "a run goes on with the configuration that it began with, but evaluation.tasks.uri was file:");
    json(train("run", learned, "", "--resume"));
  }

  @Test
  void inspectShowsTasksAsTheyAreJudged() throws IOException {
    String file = file(GLYPHS, "{shots: 2}");
    assertThat(Commands.run("inspect", file).out()).contains("tasks.shots   ", "glyphs/train/");
    Outcome test = Commands.run("inspect", file, "--split=test");
    assertThat(test.out())
        .containsPattern("\nevaluation.tasks.shots +2\n")
        .contains("glyphs/test/");
  }
}
