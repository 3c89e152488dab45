package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kindling.gate.Repository;
import dev.kindling.learner.PlugInTypes;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plug-in is made with what it may use and no more, and runs wherever Kindling's own kinds do.
 */
@LaunchesProcesses
class PlugInTest {
  @TempDir private static Path shared;
  private static Path jar;

  @TempDir private Path directory;

  @BeforeAll
  static void build() throws IOException {
    var plugIn = new FencedPlugIn(shared);
    assertThat(plugIn.complaint(FencedPlugIn.sources())).isEmpty();
    jar = plugIn.jar();
  }

  private List<String> training(String output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", FencedPlugIn.folder().resolve("square-wave.yaml").toString()));
    arguments.addAll(List.of("--output", directory.resolve(output).toString()));
    for (String setting :
        List.of("training.steps=5", "training.tasks-per-shard=4", "evaluation.episodes=8")) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(List.of(more));
    return arguments;
  }

  private Launch launch() {
    return Launch.in(directory);
  }

  @Test
  void executorsOfTheirOwnLearnTheSameBitsWithIt() throws IOException {
    String jars = jar.toString();
    JsonNode one =
        launch()
            .run(training("one", "--master", "local[1]", "--jars", jars))
            .succeeded()
            .json()
            .required("last");
    assertThat(one.get("step").asLong()).isEqualTo(5);
    String master = "local-cluster[2,1,1024]";
    JsonNode many =
        launch()
            .run(training("many", "--master", master, "--jars", jars))
            .succeeded()
            .json()
            .required("last");
    assertThat(many).isEqualTo(one);
    try (SparkHome home = SparkHome.make(directory.resolve("spark"))) {
      Launch submitting = launch().with("SPARK_HOME", home.path().toString());
      Outcome byOption = submitting.run(training("a", "--master", "local[2]", "--jars", jars));
      assertThat(byOption.succeeded().json().required("last")).isEqualTo(one);
      Outcome bySpark =
          submitting
              .with("KINDLING_SUBMIT_OPTIONS", "--jars " + jars)
              .run(training("b", "--master", "local[2]"));
      assertThat(bySpark.succeeded().json().required("last")).isEqualTo(one);
    }
  }

  @Test
  void anotherTypeOfKindlingIsNotThereForIt() throws IOException {
    Path source =
        Files.writeString(
            directory.resolve("Curious.java"),
            """
            import dev.kindling.episode.EpisodeWorker;
            final class Curious { EpisodeWorker worker; }
            """);
    assertThat(new FencedPlugIn(directory).complaint(List.of(source)))
        .hasValueSatisfying(
            complaint ->
                assertThat(complaint).contains("package dev.kindling.episode does not exist"));
  }

  @Test
  void theGuideListsWhatItMayUse() throws IOException {
    String guide = Files.readString(Repository.root().resolve("docs/guides/plug-ins.md"));
    List<String> told = new ArrayList<>();
    guide
        .lines()
        .filter(line -> line.startsWith("| `dev.kindling."))
        .forEach(
            line -> {
              String[] cells = line.replace("`", "").split("\\|", -1);
              for (String type : cells[3].split(",", -1)) {
                told.add(cells[1].strip() + "." + type.strip());
              }
            });
    assertThat(told)
        .containsExactlyElementsOf(PlugInTypes.all().stream().map(Class::getName).toList());
    assertThat(PlugInTypes.all()).allMatch(type -> Modifier.isPublic(type.getModifiers()));
  }
}
