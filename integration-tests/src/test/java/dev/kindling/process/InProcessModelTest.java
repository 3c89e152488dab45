package dev.kindling.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.gate.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a program that uses a model runs with its own jars and no others. */
@LaunchesProcesses
class InProcessModelTest {
  /** What the example's pom leaves of the class path. */
  private static final Pattern ITS_OWN =
      Pattern.compile(
          ".*/(task-store/target/.*|worker/target/.*"
              + "|(dnnl|javacpp|opencl|janino|commons-compiler|jackson-core|jackson-databind"
              + "|jackson-annotations|snakeyaml)-[0-9][^/]*\\.jar)");

  @TempDir private static Path directory;
  private static String classPath;
  private static Path model;

  @BeforeAll
  static void build() throws IOException {
    List<String> jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(path -> ITS_OWN.matcher(path).matches() && !path.contains("test"))
            .toList();
    assertThat(jars).hasSizeGreaterThanOrEqualTo(12);
    Path classes = Files.createDirectories(directory.resolve("classes"));
    Path source =
        Repository.root().resolve("examples/in-process/src/main/java/org/example/waves/Waves.java");
    String libraries = String.join(File.pathSeparator, jars);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", libraries, "-d", classes.toString(), source.toString());
    assertThat(status).isZero();
    classPath = classes + File.pathSeparator + libraries;
    Path run = directory.resolve("run");
    Launch.in(directory)
        .run(
            List.of(
                "train",
                Repository.root().resolve("examples/sinusoid.yaml").toString(),
                "--output=" + run,
                "--set=training.steps=20",
                "--set=evaluation.episodes=4",
                "--set=evaluation.every=0"))
        .succeeded();
    model = run.resolve("model");
  }

  @Test
  void itAnswersWithoutSparkAndHadoop() throws Exception {
    Path loaded = directory.resolve("loaded.txt");
    assertThat(run("-Xlog:class+load:file=" + loaded, model.toString()).lines())
        .hasSize(3)
        .allMatch(line -> line.matches("f\\(-?\\d\\.\\d\\) = -?\\d+\\.\\d{3}, is -?\\d\\.\\d{3}"));
    assertThat(loaded)
        .content()
        .contains("dev.kindling.adapt.Adapter")
        .doesNotContain("org.apache.spark", "org.apache.hadoop", "org.nd4j");
  }

  @Test
  void whatIsNoModelIsNamed() throws Exception {
    assertThat(run("-Xshare:auto", directory.toString()))
        .contains(
            "Fault: a model is expected but %s does not exist; correct the path, or export one"
                .formatted(directory.resolve("model.safetensors")));
  }

  private static String run(String option, String argument) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, option, "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath, "org.example.waves.Waves", argument));
    Path output = Files.createTempFile(directory, "said", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectOutput(output.toFile()).start().waitFor();
    return Files.readString(output, UTF_8);
  }
}
