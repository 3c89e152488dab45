package dev.kindling.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kindling.trained.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The model of a run, read by the example in Python. {@code KINDLING_PYTHON} names a Python that
 * has numpy and safetensors, if {@code python3} has not; named, it must have them.
 */
@LaunchesProcesses
class PythonReaderTest {
  private static final String NAMED = System.getenv("KINDLING_PYTHON");

  @TempDir private Path directory;

  private record Said(int status, String text) {}

  private static Said python(Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(NAMED == null ? "python3" : NAMED));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), text);
  }

  @BeforeEach
  void requirePython() throws InterruptedException {
    boolean able;
    try {
      able = python("-c", "import numpy, safetensors").status() == 0;
    } catch (IOException noPython) {
      able = false;
    }
    if (NAMED != null) {
      assertThat(able).as("%s has numpy and safetensors", NAMED).isTrue();
    }
    assumeTrue(
        able,
        "python3 with numpy and safetensors is not installed; name one that has them in KINDLING_PYTHON");
  }

  private static Path script() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("examples/python/read_model.py"))) {
      folder = folder.getParent();
    }
    return folder.resolve("examples/python/read_model.py");
  }

  @Test
  void theExamplePrintsWhatTheModelIs(ReferenceRun run) throws Exception {
    Path file = run.output().path().resolve("model").resolve(ModelFile.NAME);
    var layout = ModelFile.read(file).description().layout();

    Said said = python(script(), file);

    assertThat(said.status()).as(said.text()).isZero();
    assertThat(said.text()).contains("\"kind\": \"numbers\", \"shape\": [1]");
    layout.parameters().forEach(one -> assertThat(said.text()).contains(one.name() + " ("));
  }

  @Test
  void theExampleHasTheNumbersOfTheModel(ReferenceRun run) throws Exception {
    Path file = run.output().path().resolve("model").resolve(ModelFile.NAME);
    float[] theta = ModelFile.read(file).theta();
    String code =
        """
        import sys
        sys.path.insert(0, sys.argv[1])
        from read_model import read_model
        model, theta = read_model(sys.argv[2])
        print(*(number.item() for array in theta.values() for number in array.flat))
        """;

    Said said = python("-c", code, script().getParent(), file);

    String[] numbers = said.text().strip().split(" ", -1);
    assertThat(numbers).hasSameSizeAs(theta);
    for (int i = 0; i < theta.length; i++) {
      assertThat(Double.parseDouble(numbers[i])).isEqualTo((double) theta[i]);
    }
  }

  @Test
  void theExampleRefusesADamagedModel(ReferenceRun run) throws Exception {
    byte[] bytes = Files.readAllBytes(run.output().path().resolve("model").resolve(ModelFile.NAME));
    bytes[bytes.length - 1] ^= 1;
    Path damaged = Files.write(directory.resolve(ModelFile.NAME), bytes);

    Said said = python(script(), damaged);

    assertThat(said.status()).isEqualTo(1);
    assertThat(said.text()).contains("is damaged: its theta_sha256 is not ");
  }
}
