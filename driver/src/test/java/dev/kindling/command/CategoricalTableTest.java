package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.command.Commands.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table with words in two of its columns, from CSV to models. */
class CategoricalTableTest {
  @TempDir private static Path directory;
  private static String config;

  @BeforeAll
  static void imported() throws IOException {
    List<String> lines = new ArrayList<>(List.of("user,price,city,item,y"));
    for (int i = 0; i < 600; i++) {
      String city = i % 7 == 0 ? "" : "c" + i % 3;
      lines.add("user%d,%d,%s,i%d,%d".formatted(i % 40, i % 11, city, i % 1200, i % 5));
    }
    Path table = Files.write(directory.resolve("table.csv"), lines);
    Outcome outcome =
        Commands.run(
            "import",
            "table",
            table.toString(),
            "--format=csv",
            "--task-key=user",
            "--features=price",
            "--categorical=city,item",
            "--target=y",
            "--split=0.5,0.25,0.25",
            "--master=local[2]",
            "--store=" + directory.resolve("store"));
    assertThat(outcome.status()).as(outcome.error()).isZero();
    config =
        Files.writeString(
                directory.resolve("run.yaml"),
                """
                tasks: {kind: stored, uri: "%s", support: 5, query: 5}
                training: {steps: 2, tasks-per-step: 4, tasks-per-shard: 2}
                evaluation: {episodes: 5, steps: 1}
                """
                    .formatted(directory.resolve("store")))
            .toString();
  }

  private static Outcome run(String command, String... more) {
    return Commands.run(
        Stream.concat(Stream.of(command, config), Arrays.stream(more)).toArray(String[]::new));
  }

  @Test
  void explainAndInspectSayWhichColumnsAreCodes() {
    String features = "features +numbers price; codes city of 4, item of 601";
    assertThat(run("explain", "--set", "model.hidden=[4]").out())
        .containsPattern(features)
        // 605 one-hot inputs and the price to 4, these to 1.
        .contains("2433 meta-parameters")
        .contains("codes one-hot");
    assertThat(run("inspect").out()).containsPattern(features);
    assertThat(Commands.run("inspect", directory.resolve("store").toString()).out())
        .containsPattern(features);
    assertThat(run("explain", "--set", "model.hidden=[4]", "--set", "model.codes=numbers").out())
        .contains("21 meta-parameters");
  }

  @Test
  void aTableModelTakesItsCardinalitiesFromTheStore() {
    String[] table = {
      "--set", "model.kind=table", "--set", "model.hidden=[4]", "--set", "model.embedding=2"
    };
    Outcome outcome = run("train", table);
    assertThat(outcome.status()).as(outcome.error()).isZero();
    assertThat(run("explain", table).out())
        .contains("cardinalities []")
        // 605 embeddings of 2, 5 inputs to 4, these to 1.
        .contains("1239 meta-parameters");
  }

  @Test
  void cardinalitiesThatContradictTheStoreAreRefusedBeforeTraining() {
    Outcome outcome =
        run("train", "--set", "model.kind=table", "--set", "model.cardinalities=[3, 601]");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.error().strip())
        .isEqualTo(
            "kindling: model table has the cardinalities [3, 601] but the columns of codes of these"
                + " tasks are city of 4, item of 601; leave cardinalities out, which takes them"
                + " from the tasks");
  }

  @Test
  void modelsOfOtherTasksRefuseATable() {
    for (String kind : List.of("sequence", "conv4", "resnet12")) {
      Outcome outcome = run("train", "--set", "model.kind=" + kind);
      assertThat(outcome.status()).isEqualTo(2);
      assertThat(outcome.complaints())
          .singleElement()
          .asString()
          .contains("model " + kind + " takes", "but the features of these tasks are [3]");
    }
  }
}
