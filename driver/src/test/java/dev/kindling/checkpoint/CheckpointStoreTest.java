package dev.kindling.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.config.ConfigurationReader;
import dev.kindling.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointStoreTest {

  private final Configuration hadoop = new Configuration(false);
  @TempDir private Path directory;

  @Test
  void whatIsSavedLoadsEqual() {
    Checkpoint checkpoint = Checkpoints.bestAt(7, 7, "training.steps=123");
    newRun().save(checkpoint);

    assertThat(reading().latest()).contains(checkpoint);
    assertThat(reading().best()).contains(checkpoint);
    assertThat(reading().load(7)).isEqualTo(checkpoint);
  }

  @Test
  void anOptimizerWithoutVectorsLoadsEqual() {
    Checkpoint full = Checkpoints.at(0);
    TrainingState state =
        new TrainingState(
            full.state().metaParameters(),
            new dev.kindling.optimize.OptimizerState(0, new java.util.TreeMap<>()),
            0,
            full.state().best());
    Checkpoint checkpoint =
        new Checkpoint(state, full.layout(), full.provenance(), full.configuration());
    newRun().save(checkpoint);

    assertThat(reading().latest()).contains(checkpoint);
  }

  @Test
  void theOutputHoldsWhatTheSpecificationSays() throws IOException {
    newRun().save(Checkpoints.at(1_000));

    assertThat(files())
        .containsExactly("checkpoints/step-00001000.safetensors", "configuration.yaml");
    assertThat(ConfigurationReader.read(output().resolve("configuration.yaml"), List.of()))
        .isEqualTo(Checkpoints.at(0).configuration());
  }

  @Test
  void theNewestAndTheBestAreKept() {
    CheckpointStore store = newRun();
    for (long step = 10; step <= 60; step += 10) {
      store.save(Checkpoints.bestAt(step, Math.min(step, 20), "checkpoint.keep=2"));
    }

    assertThat(store.steps()).containsExactly(20L, 50L, 60L);
    assertThat(store.latest().orElseThrow().state().step()).isEqualTo(60);
    assertThat(store.best().orElseThrow().state().step()).isEqualTo(20);
  }

  /** Once gone back, it may do so once more, each time to one before. */
  @Test
  void whatARunMayGoBackToIsKeptWithItsBest() {
    String[] settings = {"checkpoint.keep=1", "checkpoint.every=10", "training.rollbacks=2"};
    CheckpointStore store = newRun();
    for (long step = 10; step <= 60; step += 10) {
      store.save(Checkpoints.bestAt(step, step - 10 + 3, settings));
      store.save(Checkpoints.bestAt(step + 3, step + 3, settings));
    }
    assertThat(store.steps()).containsExactly(43L, 50L, 53L, 60L, 63L);

    assertThat(store.goBack(60, 10).orElseThrow().state().step()).isEqualTo(60);
    assertThat(store.steps()).containsExactly(43L, 50L, 53L, 60L);
    assertThat(store.goBack(59, 10).orElseThrow().state().step()).isEqualTo(50);
    assertThat(store.steps()).containsExactly(43L, 50L);
    assertThat(store.best().orElseThrow().state().step()).isEqualTo(43);
    assertThat(store.goBack(49, 10)).isEmpty();
    assertThat(store.steps()).isEmpty();
  }

  @Test
  void noRunGoesBackToADamagedCheckpoint() throws IOException {
    CheckpointStore store = newRun();
    store.save(Checkpoints.at(10));
    store.save(Checkpoints.at(20));
    Files.write(file(10), new byte[9]);

    assertThatThrownBy(() -> store.goBack(10, 10))
        .hasMessageContaining("10.safetensors is damaged");
    assertThat(store.steps()).containsExactly(10L, 20L);
  }

  @Test
  void aRunOfAnOlderFormatIsToldOfAndNotTakenForNone() throws IOException {
    for (String step : List.of("step-00000100", "step-00000200")) {
      Files.createDirectories(output().resolve("checkpoints").resolve(step));
    }
    String sentence =
        "file:"
            + output()
            + " holds checkpoints of a format before version 3, the newest step-00000200, which this"
            + " version does not read: use the Kindling that wrote them, or name another directory";
    assertFault(() -> newRun(), Fault.Kind.USAGE, sentence);
    assertFault(() -> reading(), Fault.Kind.USAGE, sentence);
    assertFault(
        () -> CheckpointStore.forResume(output().toString(), hadoop), Fault.Kind.USAGE, sentence);
  }

  @Test
  void aFormerBestGoesWhenThereIsABetterOne() {
    CheckpointStore store = newRun();
    store.save(Checkpoints.bestAt(1, 1, "checkpoint.keep=1"));
    store.save(Checkpoints.bestAt(2, 1, "checkpoint.keep=1"));
    store.save(Checkpoints.bestAt(3, 3, "checkpoint.keep=1"));

    assertThat(store.steps()).containsExactly(3L);
  }

  @Test
  void stepsAreInTheOrderOfTheirNumbers() {
    CheckpointStore store = newRun();
    store.save(Checkpoints.at(5_000_000_000L));
    store.save(Checkpoints.at(99_999_999));
    store.save(Checkpoints.at(100_000_000));

    assertThat(store.steps()).containsExactly(99_999_999L, 100_000_000L, 5_000_000_000L);
  }

  @Test
  void savingTheSameStateAgainDoesNothing() throws IOException {
    CheckpointStore store = newRun();
    store.save(Checkpoints.at(5));
    Object before = Files.getLastModifiedTime(file(5));
    store.save(Checkpoints.at(5));

    assertThat(Files.getLastModifiedTime(file(5))).isEqualTo(before);
  }

  @Test
  void anotherStateNeverOverwrites() throws IOException {
    CheckpointStore store = newRun();
    store.save(Checkpoints.at(5));
    Checkpoint other = Checkpoints.at(6);
    TrainingState state =
        new TrainingState(
            other.state().metaParameters(), other.state().optimizer(), 5, other.state().best());

    assertFault(
        () ->
            store.save(
                new Checkpoint(state, other.layout(), other.provenance(), other.configuration())),
        Fault.Kind.USAGE,
        "file:"
            + output()
            + "/checkpoints/step-00000005.safetensors already holds another state of this step"
            + " and is never overwritten: resume from it, delete it, or name another output");
    assertThat(store.latest()).contains(Checkpoints.at(5));
  }

  @Test
  void theConfigurationFileFollowsTheRun() throws IOException {
    newRun().save(Checkpoints.at(1));
    resumed().save(Checkpoints.at(2, java.util.Optional.empty(), "training.steps=77"));

    assertThat(
            ConfigurationReader.read(output().resolve("configuration.yaml"), List.of())
                .training()
                .steps())
        .isEqualTo(77);
    assertThat(reading().load(1).configuration().training().steps()).isEqualTo(10_000);
  }

  @Test
  void aNewRunDoesNotGoWhereOneIs() {
    newRun().save(Checkpoints.at(5));

    assertFault(
        this::newRun,
        Fault.Kind.USAGE,
        output()
            + " already holds a run of 5 steps: go on with --resume, or name another --output");
    assertThat(resumed().latest()).contains(Checkpoints.at(5));
  }

  @Test
  void aRunIsResumedWhereThereIsNone() {
    assertThat(resumed().latest()).isEmpty();
    assertThat(resumed().best()).isEmpty();
    assertThat(resumed().steps()).isEmpty();
  }

  @Test
  void readingWantsAModelDirectory() throws IOException {
    String sentence =
        "the output directory of a training run is expected but %s holds no checkpoints"
            .formatted(output());
    assertFault(this::reading, Fault.Kind.USAGE, sentence);
    newRun();
    assertFault(this::reading, Fault.Kind.USAGE, sentence);
  }

  @Test
  void aStepThatIsNotThereIsNamed() {
    newRun().save(Checkpoints.at(5));

    assertFault(
        () -> reading().load(6),
        Fault.Kind.USAGE,
        "file:" + output() + " has no checkpoint of step 6; there are [5]");
  }

  @Test
  void leftoversAreClearedWhenAWriterStarts() throws IOException {
    newRun().save(Checkpoints.at(5));
    Path checkpoints = output().resolve("checkpoints");
    String unfinished = ".step-00000006.safetensors.writing-0123abcd";
    Files.writeString(checkpoints.resolve(unfinished), "half");
    for (String name : List.of("configuration.yaml", "metrics.jsonl", "report.html")) {
      Files.writeString(output().resolve("." + name + ".writing-0123abcd"), "x");
    }
    List<String> kept =
        List.of("notes.txt", ".hidden", "step-5", "step-000000005.safetensors", "step-0000000x");
    for (String name : kept) {
      Files.writeString(checkpoints.resolve(name), "mine");
    }

    assertThat(reading().steps()).containsExactly(5L);
    assertThat(checkpoints.resolve(unfinished)).exists();
    assertThat(resumed().steps()).containsExactly(5L);
    assertThat(files())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    kept.stream().map(name -> "checkpoints/" + name),
                    Stream.of("checkpoints/step-00000005.safetensors", "configuration.yaml"))
                .toList());
  }

  @Test
  void aFileInTheWayOfTheOutputIsAUsageFault() throws IOException {
    Files.writeString(output(), "a file");
    assertThatThrownBy(this::newRun)
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("cannot write to file:" + output() + ": ")
        .hasMessageEndingWith("; name an output that this user may write to")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/kindling", "/dev/null/kindling", "/proc/version/kindling"})
  void anOutputThatCannotBeMadeIsAUsageFault(String output) {
    assertThatThrownBy(() -> CheckpointStore.forNewRun(output, hadoop))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("cannot write to file:" + output + ": ")
        .hasMessageEndingWith("; name an output that this user may write to")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense://host/out", "a:b:c", "hdfs://no.such.host.invalid/out"})
  void anOutputThatIsNoPathIsAUsageFault(String output) {
    assertThatThrownBy(() -> CheckpointStore.forNewRun(output, hadoop))
        .isInstanceOf(Fault.class)
        .hasMessageContaining(output)
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense://host/out", "hdfs://no.such.host.invalid/out"})
  void anOutputNowhereIsToBeNamedRight(String output) {
    assertThatThrownBy(() -> CheckpointStore.forNewRun(output, hadoop))
        .hasMessageEndingWith("; check the scheme and the host in its name, and HADOOP_CONF_DIR");
  }

  @Test
  void anOutputMayBeAUri() {
    CheckpointStore.forNewRun("file://" + output(), hadoop).save(Checkpoints.at(1));

    assertThat(reading().latest()).contains(Checkpoints.at(1));
  }

  private CheckpointStore newRun() {
    return CheckpointStore.forNewRun(output().toString(), hadoop);
  }

  private CheckpointStore resumed() {
    return CheckpointStore.forResume(output().toString(), hadoop);
  }

  private CheckpointStore reading() {
    return CheckpointStore.forReading(output().toString(), hadoop);
  }

  private Path output() {
    return directory.resolve("run 1");
  }

  private Path file(long step) {
    return output().resolve(CheckpointNames.path(step));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(output())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> output().relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static void assertFault(Runnable action, Fault.Kind kind, String sentence) {
    assertThatThrownBy(action::run)
        .isInstanceOf(Fault.class)
        .hasMessage(sentence)
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(kind);
  }
}
