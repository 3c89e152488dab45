package dev.kindling.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input gets one sentence and the right status, and the run that stands there stays whole. */
@LaunchesProcesses
class BadInputTest {
  private static final int USAGE = 2;
  private static final int RESOURCES = 4;

  @TempDir private Path directory;
  private ReferenceRun reference;
  private Launch launch;
  private RunDirectory run;
  private Map<String, ByteBuffer> before;

  @BeforeEach
  void aFinishedRun(ReferenceRun finished) {
    reference = finished;
    launch = Launch.in(directory);
    run = reference.output().copyTo(directory.resolve("run"));
    before = run.bytes();
  }

  @AfterEach
  void theRunIsAsItWas() {
    assertThat(run.bytes()).isEqualTo(before);
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        arguments("training.step=3", "did you mean training.steps?"),
        arguments("training.steps=many", "must be a whole number but is many"),
        arguments("training.tasks-per-step=-4", "must be at least 1 but is -4"),
        arguments("model.hidden=[16, -16]", "must be at least 1 but is -16"),
        arguments("optimizer.kind=adan", "did you mean adam?"),
        arguments("seed=6", "seed was 5 and is 6"),
        arguments("training.steps=100", "the run has made 200 steps already"));
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void aWrongSetting(String setting, String part) {
    String key = setting.substring(0, setting.indexOf('='));

    launch
        .run(reference.training(run.path(), "--resume", "--set", setting))
        .refused(USAGE, key, part);
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        arguments("misspelt", "trainin: {steps: 3}\n", ":1: ", "did you mean training?"),
        arguments("wrong type", "seed: 1\ntraining: fast\n", ":2: ", "training"),
        arguments("negative", "training:\n  steps: -3\n", ":2: ", "at least 1 but is -3"),
        arguments("unbalanced", "tasks: {kind: sinus\n", ":2: ", "is not valid YAML"),
        arguments("binary", "\u0000\u0001", ":1: ", "YAML"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongFiles")
  void aWrongFile(String name, String text, String place, String part) throws IOException {
    Path file = Files.writeString(directory.resolve("wrong.yaml"), text);

    launch
        .run("train", file.toString(), "--output", run.path().toString(), "--resume")
        .refused(USAGE, file + place, part);
  }

  @Test
  void aFileThatIsNoText() throws IOException {
    byte[] bytes = "seed: \u00e9".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(directory.resolve("latin.yaml"), bytes);

    launch.run("explain", file.toString()).refused(USAGE, file + " is not UTF-8 text");
    launch.run("explain", "none.yaml").refused(USAGE, "none.yaml does not exist");
  }

  @Test
  void anOutputThatHoldsARun() {
    launch
        .run(reference.training(run.path()))
        .refused(USAGE, run.path() + " already holds a run of 200 steps", "--resume");
  }

  @Test
  void anOutputThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    launch
        .run(reference.training(file.resolve("run")))
        .refused(USAGE, file + "/run", "name an output that this user may write to");
    launch
        .run(reference.training(Path.of("/proc/kindling-run")))
        .refused(USAGE, "/proc/kindling-run", "name an output that this user may write to");
  }

  @Test
  void resumingWithoutAnOutput() {
    launch
        .run("train", reference.configuration().toString(), "--resume")
        .refused(USAGE, "--resume needs the --output");
  }

  @Test
  void tooLittleMemory() {
    launch
        .run(reference.training(run.path(), "--resume", "--set", "engine.memory=4k"))
        .refused(RESOURCES, "but the engine's memory is 4096 bytes; raise it to ");
    launch
        .with("KINDLING_MEMORY", "100m")
        .run("--version")
        .refused(RESOURCES, "KINDLING_MEMORY is 100m; Spark does not start with less than 512m.");
  }

  @Test
  void moreMemoryThanThereIs() {
    for (String memory : List.of("99999999g", "99999999999999999999999g", "9000000000000000")) {
      launch
          .with("KINDLING_MEMORY", memory)
          .run("--version")
          .refused(RESOURCES, "KINDLING_MEMORY is " + memory + " but this machine has ");
    }
  }

  @Test
  void zerosBeforeANumberOfMemoryMeanNothing() {
    assertThat(launch.with("KINDLING_MEMORY", "01024m").run("--version").status()).isZero();
    launch
        .with("KINDLING_MEMORY", "0g")
        .run("--version")
        .refused(RESOURCES, "KINDLING_MEMORY is 0g; Spark does not start with less than 512m.");
  }

  @Test
  void tooFewOpenFiles() throws IOException {
    Path script = directory.resolve("few-files");
    Files.writeString(
        script, "#!/bin/sh\nulimit -n 64\nexec '%s' \"$@\"\n".formatted(launch.program()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

    launch
        .through(script)
        .run(reference.training(run.path(), "--resume"))
        .refused(RESOURCES, "no more than 64 files open here", "raise ulimit -n");
  }

  @Test
  void environmentThatMakesNoSense() {
    launch
        .with("KINDLING_MEMORY", "lots")
        .run("--version")
        .refused(USAGE, "KINDLING_MEMORY is lots; give a number and a unit, such as 2g or 512m.");
    launch
        .with("SPARK_HOME", directory.toString())
        .run(reference.training(run.path(), "--resume"))
        .refused(USAGE, "SPARK_HOME is " + directory, "has no bin/spark-submit");
  }

  static Stream<Arguments> wrongCommandLines() {
    return Stream.of(
        arguments("trian small.yaml", "did you mean train?"),
        arguments("", "a command is missing; see kindling --help"),
        arguments("--verson", "did you mean --version?"),
        arguments("train", "'CONFIG'; see kindling train --help"),
        arguments("train small.yaml --outptu x", "did you mean --output?"),
        arguments("train small.yaml --set", "--set"),
        arguments("train small.yaml --set seed", "seed"),
        arguments("evaluate nothing", "nothing holds no checkpoints"),
        arguments("evaluate run --episodes 0", "--episodes must be at least 1 but is 0"),
        arguments("evaluate run --episodes few", "few"),
        arguments("evaluate run --split none", "none"),
        arguments("check --plant-fault Sum", "--plant-fault must be one of [Forward, "),
        arguments("bench sinusoid --memory much", "--memory must be a number and k, m, g"),
        arguments("bench recsys --filters 8", "--filters is for convolutions but recsys is"),
        arguments("bench recsys --tasks 0", "--tasks must be 1 to 100000 but is 0"),
        arguments("bench recsys --inner-steps 0", "--inner-steps must be 1 to 1000 but is 0"),
        arguments(
            "check --engine abacus",
            "--engine must be one of onednn, nd4j, reference but is abacus"),
        arguments(
            "bench swimming",
            "a workload is one of [waves, sinusoid, recsys, omniglot, omniglot20, mini] but swimming"),
        arguments("import images none --store s", "are expected but none does not exist"),
        arguments(
            "import table none --format csv --task-key u --features a --target y --store s",
            "a csv table is expected but none does not exist"),
        arguments("inspect none", "a task store is expected but none holds no version of one"),
        arguments("bench sinusoid --threads 0", "--threads must be 1 to 1024 but is 0"));
  }

  @ParameterizedTest
  @MethodSource("wrongCommandLines")
  void aWrongCommandLine(String line, String part) throws IOException {
    Files.copy(reference.configuration(), directory.resolve("small.yaml"));
    String[] words = line.isEmpty() ? new String[0] : line.split(" ", -1);

    launch.run(words).refused(USAGE, part);
  }
}
