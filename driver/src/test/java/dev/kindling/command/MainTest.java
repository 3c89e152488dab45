package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.benchmark.Workload;
import dev.kindling.command.Commands.Outcome;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "train",
        "evaluate",
        "explain",
        "check",
        "bench",
        "import table",
        "reference",
        "learners"
      })
  void everyCommandExplainsItself(String command) {
    Outcome outcome = Commands.run((command + " --help").strip().split(" "));
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).startsWith("Usage: kindling " + command);
    assertThat(outcome.error()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "train", "evaluate", "explain", "check", "bench"})
  void theVersionNamesEverythingThatRuns(String command) {
    Outcome outcome = Commands.run((command + " --version").strip().split(" "));
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out())
        .contains("kindling ", "commit ", "Java ", "Spark 3.", "engine onednn");
  }

  @Test
  void theHelpOfBenchNamesEveryWorkload() {
    assertThat(Commands.run("bench", "--help").out().replaceAll("\\s+", " "))
        .contains(String.join(", ", Workload.names()));
  }

  @Test
  void benchTellsHowFastAModelMeetsNewTasks() {
    String line =
        Commands.run("bench", "waves", "--adapt", "--seconds", "0.5", "--threads", "2").lastLine();
    assertThat(line)
        .startsWith("{\"workload\":\"waves\",\"learner\":\"maml\",\"engine\":\"onednn\"")
        .matches(".*\"ms_median\":\\d+\\.\\d+,\"ms_of_99_percent\":\\d+\\.\\d+,.*")
        .matches(".*\"tasks_per_s\":[1-9]\\d*\\.\\d+}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                  | a command is missing; see kindling --help",
        "trian a.yaml        | trian is not a command of kindling; did you mean train?",
        "xyz                 | xyz is not a command of kindling; see kindling --help",
        "train               | Missing required parameter: 'CONFIG'; see kindling train --help",
        "train a.yaml --otput x | --otput is not an option of kindling train; did you mean --output?",
        "train a.yaml --otput=x | --otput is not an option of kindling train; did you mean --output?",
        "train a.yaml b.yaml | b.yaml is one argument too many; see kindling train --help",
        "import images a --store s --damaged -1 | --damaged must be at least 0 but is -1",
        "train missing.yaml  | a YAML file is expected but missing.yaml does not exist"
      })
  void aWrongCommandLineIsOneSentence(String line, String sentence) {
    String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
    Outcome outcome = Commands.run(arguments);
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.error().lines()).containsExactly("kindling: " + sentence);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void anArgumentWhoseBytesTheLocaleLostIsRefusedByName() {
    Outcome outcome = Commands.run("train", "small.yaml", "--output", "runs/\uFFFD");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .startsWith("kindling: arguments are expected in UTF-8 but runs/\uFFFD is none in")
        .endsWith("; set LC_ALL=C.UTF-8, or correct the argument");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void explainsARunWithoutSpark() throws ReflectiveOperationException, IOException {
    List<URL> withoutSpark = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!entry.contains("spark-core")) {
        withoutSpark.add(new File(entry).toURI().toURL());
      }
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    try (var loader = new URLClassLoader(withoutSpark.toArray(URL[]::new), platform)) {
      Method run =
          loader.loadClass(Commands.class.getName()).getDeclaredMethod("run", String[].class);
      run.setAccessible(true);
      String[] arguments = {"explain", Commands.small(directory), "--set", "engine.name=reference"};
      assertThat(run.invoke(null, (Object) arguments)).asString().contains("status=0");
    }
  }
}
