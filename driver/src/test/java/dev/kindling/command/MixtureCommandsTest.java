package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.store.ExampleContents;
import dev.kindling.store.ExamplePart;
import dev.kindling.store.Fractions;
import dev.kindling.store.OpenStores;
import dev.kindling.store.PartResult;
import dev.kindling.store.StoreWriter;
import dev.kindling.task.ElementType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store with a varying way and shot, and a generator, as one distribution. */
class MixtureCommandsTest {
  private static final String YAML =
      """
      tasks:
        kind: mixture
        parts:
          - name: stored
            weight: 3
            tasks: {kind: episodes, uri: %s, ways: 2-4, shots: 1-2, queries: "2"}
          - tasks: {kind: glyphs, ways: 3, shots: 1, queries: 1, side: 8, classes: 60}
      model: {kind: conv4, filters: 4}
      training: {steps: 3, tasks-per-step: 12, tasks-per-shard: 4}
      evaluation: {episodes: 20, steps: 1}
      """;

  @TempDir private Path directory;
  private Path configuration;

  @BeforeEach
  void aStore() throws IOException {
    var hadoop = new Configuration();
    String uri = directory.resolve("store").toString();
    var contents = new ExampleContents(ElementType.U8, List.of(8, 8, 1));
    StoreWriter writer = StoreWriter.create(uri, contents, new Fractions(.4, .3, .3), hadoop);
    List<PartResult> parts = new ArrayList<>();
    try (ExamplePart part = writer.target().openExamples(0, hadoop)) {
      for (int i = 0; i < 40; i++) {
        part.add("class" + i, List.of(image(i, 0), image(i, 1), image(i, 2), image(i, 3)));
      }
      parts.add(part.finish());
    }
    writer.commit(parts, Map.of());
    configuration = Files.writeString(directory.resolve("mixture.yaml"), YAML.formatted(uri));
  }

  private static byte[] image(int ofClass, int number) {
    byte[] image = new byte[64];
    Arrays.fill(image, ofClass, ofClass + 10 + number, (byte) 200);
    return image;
  }

  @AfterEach
  void close() {
    EpisodeWorkers.shared().close();
    new OpenStores().close();
  }

  private Commands.Outcome run(String command, String... more) {
    Stream<String> begin = Stream.of(command, configuration.toString());
    return Commands.run(Stream.concat(begin, Stream.of(more)).toArray(String[]::new));
  }

  private Commands.Outcome train(String output, String... more) {
    String[] fixed = {"--output", directory.resolve(output).toString()};
    return run("train", Stream.concat(Stream.of(fixed), Stream.of(more)).toArray(String[]::new));
  }

  private static JsonNode json(Commands.Outcome outcome) throws IOException {
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return new ObjectMapper().readTree(outcome.lastLine());
  }

  @Test
  void partitionsChangeNoBitAndEachPartIsReported() throws IOException {
    Commands.Outcome one = train("one", "--master", "local[1]", "--set", "training.partitions=1");
    Commands.Outcome two = train("two", "--master", "local[2]", "--set", "training.partitions=2");

    assertThat(json(two).required("last")).isEqualTo(json(one).get("last"));
    assertThat(json(two).required("best")).isEqualTo(json(one).get("best"));
    JsonNode parts = json(one).at("/best/evaluation/parts");
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).get("name").asText()).isEqualTo("stored");
    assertThat(parts.get(1).get("name").asText()).isEqualTo("part 2");
    assertThat(parts.get(0).get("share").asDouble()).isEqualTo(.75);
    for (JsonNode part : parts) {
      assertThat(part.get("trained").get("episodes").asInt()).isEqualTo(20);
      assertThat(part.get("untrained").get("accuracy")).hasSize(2);
    }
    assertThat(parts.get(0).get("trained").get("error"))
        .isNotEqualTo(parts.get(1).get("trained").get("error"));
    assertThat(one.out())
        .contains("Query error by part after 1 inner steps")
        .containsPattern(
            "\n  part     +share    tasks   trained +untrained\n  stored   75.0 %       20   ")
        .containsPattern("\n  part 2   25.0 %       20   [0-9.]+ ± [0-9.]+ % ");
  }

  @Test
  void theModelKeepsItsMixture() throws IOException {
    String output = directory.resolve("kept").toString();
    JsonNode trained = json(train("kept", "--master", "local[2]"));
    JsonNode judged = json(Commands.run("evaluate", output, "--json", "--master", "local[2]"));
    assertThat(judged.get("parts")).isEqualTo(trained.at("/best/evaluation/parts"));

    Commands.Outcome changed =
        train("kept", "--resume", "--set", "tasks.parts[0].weight=2", "--master", "local[2]");
    assertThat(changed.status()).isEqualTo(2);
    assertThat(changed.complaints()).singleElement().asString().contains("tasks.parts was [");
  }

  @Test
  void explainSaysTheShares() {
    Commands.Outcome outcome = run("explain", "--set", "tasks.parts[1].weight=1.5");
    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(outcome.out())
        .contains("parts [(name stored, weight 3.0, tasks (kind episodes, ")
        .contains("tasks are drawn of: 66.7 % stored, 33.3 % part 2\n");
  }

  @Test
  void partsThatDoNotFitAreRefusedBeforeTheRun() {
    Commands.Outcome outcome =
        train("none", "--set", "tasks.parts[1].tasks.side=12", "--master", "local[1]");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains("parts[0] has features of shape [8, 8, 1]")
        .contains("parts[1] has features of shape [12, 12, 1]");

    Commands.Outcome tooMany = train("none", "--set", "tasks.parts[0].tasks.ways=\"90\"");
    assertThat(tooMany.status()).isEqualTo(2);
    assertThat(tooMany.complaints())
        .singleElement()
        .asString()
        .startsWith("kindling: parts[0]: episodes of 90 classes");
  }
}
