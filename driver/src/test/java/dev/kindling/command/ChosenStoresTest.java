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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which version of which store a command reads. */
class ChosenStoresTest {
  private static final String RUN =
      """
      tasks: %s
      model: {hidden: [4]}
      training: {steps: 2, tasks-per-step: 4, tasks-per-shard: 2}
      evaluation: {episodes: 3, steps: 1}
      checkpoint: {every: 1}
      """;

  @TempDir private Path directory;
  private Path store;
  private String name;

  @BeforeEach
  void aStore() {
    store = directory.resolve("store");
    name = "file:" + store;
    SmallStores.create(store.toString(), 6, 3, 3);
  }

  @AfterEach
  void close() {
    EpisodeWorkers.shared().close();
    new OpenStores().close();
  }

  private String stored() {
    return stored(store.toString());
  }

  private static String stored(String uri) {
    return "{kind: stored, uri: \"%s\", support: 3, query: 2}".formatted(uri);
  }

  private String file(String tasks) throws IOException {
    return Files.writeString(directory.resolve("run.yaml"), RUN.formatted(tasks)).toString();
  }

  private String output(String run) {
    return directory.resolve(run).toString();
  }

  private Outcome train(String run, String tasks, String... more) throws IOException {
    Stream<String> first =
        Stream.of("train", file(tasks), "--master", "local[2]", "--output", output(run));
    return Commands.run(Stream.concat(first, Stream.of(more)).toArray(String[]::new));
  }

  private Outcome evaluate(String run) {
    return Commands.run("evaluate", output(run), "--json", "--master", "local[2]");
  }

  private static JsonNode json(Outcome outcome) throws IOException {
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return new ObjectMapper().readTree(outcome.lastLine());
  }

  private static void refuses(Outcome outcome, String... parts) {
    assertThat(outcome.status()).as(outcome.error()).isEqualTo(2);
    assertThat(outcome.error().lines()).as(outcome.error()).hasSize(1);
    assertThat(outcome.complaints()).singleElement().asString().contains(parts);
  }

  private String record(String run) throws IOException {
    return Files.readString(directory.resolve(run).resolve("configuration.yaml"));
  }

  @Test
  void aNewRunReadsTheNewestVersionAndItsRecordHoldsTheNumber() throws IOException {
    JsonNode first = json(train("first", stored()));
    SmallStores.append(store.toString(), 6, 3, 3);

    Outcome outcome = train("second", stored());
    JsonNode second = json(outcome);

    assertThat(outcome.error().lines().filter(line -> line.startsWith("tasks come from")))
        .containsExactly("tasks come from version 2 of " + name + ", the newest");
    assertThat(record("second")).contains("version: \"2\"").contains("uri: \"" + name + "\"");
    assertThat(second.at("/last/theta_sha256")).isNotEqualTo(first.at("/last/theta_sha256"));
    Outcome old = train("old", stored(), "--set", "tasks.version=1");
    assertThat(json(old).at("/last/theta_sha256")).isEqualTo(first.at("/last/theta_sha256"));
    assertThat(old.error()).contains("tasks come from version 1 of " + name + "\n");
  }

  @Test
  void aRunGoesOnWithTheVersionThatItBeganWith() throws IOException {
    JsonNode whole = json(train("whole", stored(), "--set", "training.steps=4"));
    train("run", stored());
    SmallStores.append(store.toString(), 6, 3, 3);

    Outcome resumed = train("run", stored(), "--resume", "--set", "training.steps=4");

    assertThat(json(resumed).at("/last/theta_sha256")).isEqualTo(whole.at("/last/theta_sha256"));
    assertThat(json(resumed).at("/best/evaluation")).isEqualTo(whole.at("/best/evaluation"));
    assertThat(resumed.error())
        .contains("tasks come from version 1 of " + name + ", the newest when the run began\n");
    String[] four = {"--resume", "--set=training.steps=4", "--set=tasks.version=1"};
    assertThat(train("run", stored(), four).status()).isZero();
    refuses(
        train("run", stored(), "--resume", "--set=tasks.version=2", "--set=training.steps=4"),
        "tasks.version was 1 and is 2");
    SmallStores.create(output("elsewhere"), 6, 3, 3);
    refuses(
        train("run", stored(output("elsewhere")), "--resume", "--set=training.steps=4"),
        "tasks.uri was %s and is file:%s; undo that".formatted(name, output("elsewhere")));
  }

  @Test
  void aModelIsJudgedOnItsOwnVersion() throws IOException {
    JsonNode trained = json(train("run", stored()));
    SmallStores.append(store.toString(), 6, 30, 30);

    Outcome outcome = evaluate("run");

    assertThat(json(outcome).get("trained")).isEqualTo(trained.at("/best/evaluation/trained"));
    assertThat(outcome.error()).contains("tasks come from version 1 of " + name + "\n");
    Commands.run("store", "prune", store.toString(), "--keep", "1", "--yes");
    new OpenStores().close();
    refuses(
        evaluate("run"),
        name + " has no version 1; there are [2]: it was pruned or never made, so name");
  }

  @Test
  void aRelativeNameIsRecordedWhole() throws IOException {
    Path relative = Path.of("").toAbsolutePath().relativize(store);
    String whole = json(train("whole", stored())).at("/last/theta_sha256").asText();

    JsonNode trained = json(train("relative", stored(relative.toString())));

    assertThat(trained.at("/last/theta_sha256").asText()).isEqualTo(whole);
    assertThat(record("relative")).contains("uri: \"" + name + "\"").doesNotContain("..");
    assertThat(train("relative", stored(), "--resume").status()).isZero();
  }

  @Test
  void explainAndInspectSettleItToo() throws IOException {
    SmallStores.append(store.toString(), 6, 3, 3);

    Outcome explained = Commands.run("explain", file(stored()));
    Outcome inspected = Commands.run("inspect", file(stored()));

    assertThat(explained.out()).contains("kind stored, uri " + name + ", version 2, ");
    for (Outcome outcome : List.of(explained, inspected)) {
      assertThat(outcome.status()).as(outcome.error()).isZero();
      assertThat(outcome.error())
          .isEqualTo("tasks come from version 2 of " + name + ", the newest\n");
    }
  }

  @Test
  void eachPartOfAMixtureHasItsOwn() throws IOException {
    String other = output("other");
    SmallStores.create(other, 4, 3, 3);
    SmallStores.append(other, 4, 3, 3);
    String mixture =
        "{kind: mixture, parts: [{tasks: %s}, {tasks: {kind: mixture, parts: [{tasks: %s}]}}]}";

    Outcome outcome = train("run", mixture.formatted(stored(), stored(other)));

    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.error())
        .contains("tasks come from version 1 of " + name + ", the newest\n")
        .contains("tasks come from version 2 of file:" + other + ", the newest\n");
    SmallStores.append(other, 4, 3, 3);
    assertThat(train("run", mixture.formatted(stored(), stored(other)), "--resume").status())
        .isZero();
    refuses(
        train("none", mixture.formatted(stored(), stored(output("none")))),
        "parts[1]: ",
        "/none holds no version of one; import it");
  }

  @Test
  void whatIsNoVersionIsRefused() throws IOException {
    refuses(
        train("run", stored(), "--set", "tasks.version=newst"),
        "tasks.version must be a whole number from 1, as 3, or newest but is newst");
    refuses(train("run", stored(), "--set", "tasks.version=0"), "but is 0");
    refuses(train("run", stored(), "--set", "tasks.version=3"), "has no version 3; there are [1]");
    refuses(
        train("run", stored(output("none"))),
        "file:" + output("none") + " holds no version of one");
    assertThat(directory.resolve("run")).doesNotExist();
  }
}
