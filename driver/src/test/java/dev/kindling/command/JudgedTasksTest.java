package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.store.OpenStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model of a small store is judged on, and what is said where there is nothing. */
class JudgedTasksTest {
  private static final String RUN =
      """
      tasks: %s
      model: {hidden: [4]}
      training: {steps: 2, tasks-per-step: 4, tasks-per-shard: 2}
      evaluation: {episodes: 5, steps: 1, every: 1}
      """;

  @TempDir private Path directory;

  @AfterEach
  void close() {
    EpisodeWorkers.shared().close();
    new OpenStores().close();
  }

  private String store(String name, int train, int validation, int test) {
    String uri = directory.resolve(name).toString();
    SmallStores.create(uri, train, validation, test);
    return "{kind: stored, uri: %s, support: 3, query: 2, damaged-records: 1}".formatted(uri);
  }

  private String file(String tasks) throws IOException {
    return Files.writeString(directory.resolve("run.yaml"), RUN.formatted(tasks)).toString();
  }

  private Outcome train(String tasks, String... more) throws IOException {
    Stream<String> first =
        Stream.of("train", file(tasks), "--output", directory.resolve("run").toString());
    return Commands.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  private Outcome evaluate(String... more) {
    Stream<String> first = Stream.of("evaluate", directory.resolve("run").toString());
    return Commands.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  private static JsonNode json(Outcome outcome) throws IOException {
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return new ObjectMapper().readTree(outcome.lastLine());
  }

  private static void refuses(Outcome outcome, String sentence) {
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(2);
    assertThat(outcome.error().lines()).as(outcome.error()).hasSize(1);
    assertThat(outcome.complaints()).singleElement().asString().contains(sentence);
  }

  @Test
  void eachTaskCountsOnceHoweverManyAreAskedFor() throws IOException {
    Outcome outcome = train(store("store", 6, 3, 3), "--master", "local[1]");
    JsonNode judged = json(outcome).at("/best/evaluation");

    assertThat(outcome.out())
        .startsWith("Query error on all 3 test tasks, mean and 95 % interval; trained for ")
        .contains("  5 tasks were asked for, and stored tasks are judged once each\n");
    for (String model : List.of("trained", "untrained")) {
      assertThat(judged.get(model).get("episodes").asInt()).isEqualTo(3);
      assertThat(judged.get(model).get("asked").asInt()).isEqualTo(5);
      assertThat(judged.get(model).get("available").asInt()).isEqualTo(3);
    }
    JsonNode three = json(evaluate("--json", "--episodes=3", "--master=local[2]"));
    JsonNode many =
        json(
            evaluate(
                "--json", "--episodes=600", "--master=local[2]", "--set=training.partitions=2"));
    for (JsonNode other : List.of(three, many)) {
      assertThat(other.get("trained").get("error")).isEqualTo(judged.get("trained").get("error"));
      assertThat(other.get("trained").get("interval"))
          .isEqualTo(judged.get("trained").get("interval"));
    }
    assertThat(evaluate("--episodes=2").out())
        .startsWith("Query error on 2 of 3 test tasks, mean")
        .doesNotContain("were asked for");
    assertThat(evaluate("--split=train").out()).startsWith("Query error on 5 of 6 train tasks, ");
  }

  @Test
  void oneTaskHasNoInterval() throws IOException {
    Outcome outcome = train(store("store", 6, 1, 1));

    assertThat(outcome.out())
        .startsWith("Query error on the only test task, mean")
        .contains("  one task has no interval\n")
        .containsPattern("\n            1   [0-9.]+ +[0-9.]+\n")
        .doesNotContain("NaN");
    JsonNode trained = json(outcome).at("/best/evaluation/trained");
    assertThat(trained.get("interval").get(1).isNull()).isTrue();
    assertThat(trained.get("error").get(1).isDouble()).isTrue();
  }

  @Test
  void eachPartOfAMixtureIsJudgedOnItsOwnTasksOnce() throws IOException {
    String tasks =
        "{kind: mixture, parts: [{name: few, tasks: %s}, {name: more, tasks: %s}]}"
            .formatted(store("few", 6, 2, 2), store("more", 6, 4, 4));

    Outcome outcome = train(tasks);

    JsonNode judged = json(outcome).at("/best/evaluation");
    assertThat(judged.get("trained").get("episodes").asInt()).isBetween(2, 5);
    assertThat(judged.get("trained").get("available").isNull()).isTrue();
    assertThat(judged.get("parts").get(0).get("trained").get("episodes").asInt()).isEqualTo(2);
    assertThat(judged.get("parts").get(1).get("trained").get("episodes").asInt()).isEqualTo(4);
    assertThat(outcome.out())
        .containsPattern("\n  few +50.0 % +2   ")
        .containsPattern("\n  more +50.0 % +4   ");
  }

  @Test
  void aDamagedTaskIsLeftOutAndNoOtherStandsForIt() throws IOException {
    String tasks = store("store", 6, 3, 3);
    train(tasks);
    close();
    try (Stream<Path> files = Files.list(directory.resolve("store/parts"))) {
      Path file = files.filter(path -> path.toString().contains("test")).findFirst().get();
      byte[] bytes = Files.readAllBytes(file);
      bytes[60] ^= 1;
      Files.write(file, bytes);
    }

    Outcome outcome = evaluate("--json");

    assertThat(json(outcome).get("trained").get("episodes").asInt()).isEqualTo(2);
    assertThat(json(outcome).get("trained").get("skipped").asInt()).isZero();
    assertThat(json(outcome).get("trained").get("damaged").asInt()).isEqualTo(1);
    assertThat(json(outcome).get("damaged_records").get("count").asInt()).isEqualTo(1);
    assertThat(evaluate().out())
        .startsWith("Query error on 2 of 3 test tasks, ")
        .contains("  left out, being damaged: 1\n");
  }

  @Test
  void withoutTestAndValidationTasksARunIsTrainedAndSaysSo() throws IOException {
    String name = "file:" + directory.resolve("store") + " version 1 has no ";

    Outcome outcome = train(store("store", 6, 0, 0));

    JsonNode line = json(outcome);
    assertThat(line.at("/best/evaluation").isNull()).isTrue();
    assertThat(line.at("/last/step").asInt()).isEqualTo(2);
    assertThat(line.get("diverged").asBoolean()).isFalse();
    assertThat(line.get("not_judged").get("validation").get(0).asText())
        .isEqualTo(name + "validation tasks");
    assertThat(line.get("not_judged").get("test").get(0).asText()).isEqualTo(name + "test tasks");
    String[] told = {
      "not judged on validation tasks, since "
          + name
          + "validation tasks; the newest checkpoint stands for the best",
      "not judged on test tasks, since "
          + name
          + "test tasks; import more, or name another split by evaluate --split"
    };
    assertThat(outcome.outLines()).contains(told);
    assertThat(outcome.out()).startsWith("Query error on 5 of 6 train tasks, ");
    assertThat(outcome.error().lines()).contains(told);
    assertThat(outcome.error()).doesNotContain("validation error");
    refuses(
        evaluate(), name + "test tasks to judge the model on; name another --split, such as train");
    assertThat(evaluate("--split=train").out()).startsWith("Query error on 5 of 6 train tasks, ");
    assertThat(train(store("other", 6, 0, 0), "--resume").status()).isEqualTo(2);
  }

  @Test
  void withoutValidationTasksTheNewestModelIsJudged() throws IOException {
    JsonNode line = json(train(store("store", 6, 0, 3)));

    assertThat(line.at("/best/step").asInt()).isEqualTo(2);
    assertThat(line.at("/best/evaluation/trained/episodes").asInt()).isEqualTo(3);
    assertThat(line.get("not_judged").has("validation")).isTrue();
    assertThat(line.get("not_judged").has("test")).isFalse();
  }

  /** Whatever there is to judge on, a run that went astray does not end as if it had not. */
  @Test
  void withoutTestTasksARunThatDivergesSaysSo() throws IOException {
    String tasks = store("store", 6, 0, 0);
    Outcome outcome = train(tasks, "--set=optimizer={kind: sgd, rate: 1e6}");
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(6);
    assertThat(outcome.complaints()).singleElement().asString().contains("training diverged");
  }

  @Test
  void withoutTrainingTasksThereIsNoRun() throws IOException {
    String tasks = store("store", 0, 3, 3);
    String sentence = "version 1 has no train tasks to learn from; import more, or with a larger";

    refuses(train(tasks), sentence);
    refuses(Commands.run("explain", file(tasks)), sentence);
    assertThat(directory.resolve("run")).doesNotExist();
  }

  @Test
  void aPartWithoutTestTasksIsNamedAndTheOthersAreJudged() throws IOException {
    String tasks =
        "{kind: mixture, parts: [{name: whole, tasks: %s}, {name: plain, tasks: %s}]}"
            .formatted(store("whole", 6, 3, 3), store("plain", 6, 0, 0));
    String reason =
        "plain: file:%s version 1 has no test tasks".formatted(directory.resolve("plain"));

    Outcome outcome = train(tasks);

    JsonNode line = json(outcome);
    assertThat(line.get("not_judged").get("test").get(0).asText()).isEqualTo(reason);
    assertThat(line.at("/best/evaluation/trained/episodes").asInt()).isEqualTo(3);
    assertThat(line.at("/best/evaluation/parts")).hasSize(1);
    assertThat(outcome.out())
        .contains("not judged on test tasks, since " + reason + "; other parts are\n");
    Outcome judged = evaluate("--json");
    assertThat(json(judged).get("not_judged").get("test").get(0).asText()).isEqualTo(reason);
    assertThat(judged.error()).contains(reason);
  }
}
