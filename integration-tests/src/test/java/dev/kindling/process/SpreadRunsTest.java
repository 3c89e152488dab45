package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where and how a run is spread out does not change a bit of what it learns. */
@LaunchesProcesses
class SpreadRunsTest {

  @TempDir private Path directory;

  static Stream<Arguments> waysToSpread() {
    return Stream.of(
        arguments("local[2]", 0),
        arguments("local[2]", 1),
        arguments("local[2]", 7),
        arguments("local-cluster[2,1,1024]", 0));
  }

  @ParameterizedTest
  @MethodSource("waysToSpread")
  void coresExecutorsAndPartitionsChangeNothing(
      String master, int partitions, ReferenceRun reference) {
    Path output = directory.resolve("run");
    String set = "training.partitions=" + partitions;

    Outcome outcome =
        Launch.in(directory).run(reference.training(output, "--master", master, "--set", set));

    reference.assertSameBits(outcome, output);
  }

  /** Where it goes back to, and on from there, are functions of its configuration too. */
  @Test
  void aRunThatDivergesGoesBackInTheSameWay(ReferenceRun reference) throws IOException {
    JsonNode here = goneBack(reference, "here", "--threads=2");
    JsonNode there = goneBack(reference, "there", "--master=local-cluster[2,1,1024]");

    assertThat(here.at("/last/rollbacks").asInt()).isOne();
    assertThat(there.get("last")).isEqualTo(here.get("last"));
    assertThat(there.get("best")).isEqualTo(here.get("best"));
    assertThat(rollbacks("there")).hasSize(1).isEqualTo(rollbacks("here"));
  }

  private JsonNode goneBack(ReferenceRun reference, String output, String where) {
    List<String> arguments = new ArrayList<>(reference.training(directory.resolve(output), where));
    for (String setting :
        List.of(
            "optimizer={kind: sgd, rate: 100}",
            "training.steps=20",
            "training.rollbacks=1",
            "training.rollback-factor=0.001",
            "checkpoint.every=2")) {
      arguments.addAll(List.of("--set", setting));
    }
    Outcome outcome = Launch.in(directory).run(arguments).succeeded();
    assertThat(outcome.error()).contains("back to step ", " could not be made (rollback 1 of 1, ");
    return outcome.json();
  }

  /** The lines of metrics that tell of them, but when they were. */
  private List<JsonNode> rollbacks(String output) throws IOException {
    List<JsonNode> rollbacks = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve(output).resolve("metrics.jsonl"))) {
      ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(line);
      if (tree.has("rollback")) {
        rollbacks.add(tree.without("time"));
      }
    }
    return rollbacks;
  }

  @Test
  void withoutSparkNothingOfSparkIsLoaded(ReferenceRun reference) throws IOException {
    Path output = directory.resolve("run");
    Path loaded = directory.resolve("classes.txt");

    Outcome outcome =
        Launch.in(directory)
            .adding("-Xlog:class+load:file=" + loaded)
            .run(reference.training(output, "--threads", "3"));

    reference.assertSameBits(outcome, output);
    assertThat(Files.readString(loaded))
        .contains("dev.kindling.runner.InProcessRunner")
        .doesNotContain("org.apache.spark.", " scala.", "dev.kindling.cluster.Cluster ");
  }

  @Test
  void withoutSparkNoneOfItsJarsIsOnTheClassPath(ReferenceRun reference) {
    Outcome outcome =
        Launch.in(directory)
            .adding("-XshowSettings:properties")
            .run(reference.training(directory.resolve("run")))
            .succeeded();

    assertThat(outcome.error())
        .contains("java.class.path", "hadoop-client-api")
        .doesNotContain("spark-core", "scala-library");
  }

  @Test
  void sparkSubmitChangesNothing(ReferenceRun reference) throws IOException {
    Path output = directory.resolve("run");
    try (SparkHome home = SparkHome.make(directory.resolve("spark"))) {
      Outcome outcome =
          Launch.in(directory)
              .with("SPARK_HOME", home.path().toString())
              .run(reference.training(output, "--master", "local[2]"));

      reference.assertSameBits(outcome, output);
      assertThat(home.submissions())
          .content()
          .contains("--class dev.kindling.command.Main", "--master local[2]", "kindling.jar train");
    }
  }
}
