package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
