package dev.kindling.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.episode.SumForm;
import dev.kindling.fault.Fault;
import dev.kindling.meaning.Kinds;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.Normalisation;
import dev.kindling.model.Resnet12Settings;
import dev.kindling.model.SequenceSettings;
import dev.kindling.model.SequenceSettings.Cell;
import dev.kindling.model.TableSettings;
import dev.kindling.optimize.AdamSettings;
import dev.kindling.optimize.AdamWSettings;
import dev.kindling.optimize.ClipSettings;
import dev.kindling.optimize.CosineSettings;
import dev.kindling.optimize.OptimizerSettings;
import dev.kindling.optimize.ScheduleSettings;
import dev.kindling.optimize.SgdSettings;
import dev.kindling.setting.KeyPaths;
import dev.kindling.task.LinesSettings;
import dev.kindling.task.MixturePart;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.TaskSettings;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

  /** Every default, and so every key of the default kinds. */
  private static final String DEFAULTS =
      """
      seed: 0
      tasks:
        kind: sinusoid
        support: 10
        query: 10
        minimum-amplitude: 0.1
        maximum-amplitude: 5.0
        maximum-phase: 3.141592653589793
        minimum-input: -5.0
        maximum-input: 5.0
      model:
        kind: mlp
        hidden: [40, 40]
        activation: relu
        codes: one-hot
        dropout: 0.0
      learner:
        kind: maml
        steps: 1
        rate: 0.01
        order: 2
      optimizer:
        kind: adam
        rate: 0.001
        beta1: 0.9
        beta2: 0.999
        epsilon: 1.0E-8
        schedule:
          kind: constant
        clip:
          value: 0.0
          norm: 0.0
      training:
        steps: 10000
        tasks-per-step: 32
        tasks-per-shard: 16
        partitions: 0
        sums: exact
        most-skipped: 0.5
        rollbacks: 0
        rollback-factor: 0.5
      evaluation:
        episodes: 600
        steps: 10
        every: 0
        permutations: 1
        tasks:
          kind: sinusoid
          support: 10
          query: 10
          minimum-amplitude: 0.1
          maximum-amplitude: 5.0
          maximum-phase: 3.141592653589793
          minimum-input: -5.0
          maximum-input: 5.0
        baselines: []
      checkpoint:
        every: 1000
        keep: 3
        patience: 600
      engine:
        name: onednn
        instruction-set: auto
        memory: "1g"
        other-kernels: refuse
        device: auto
      """;

  /** Every key of every kind. */
  private static final String KEYS =
      """
      seed tasks.kind tasks.support tasks.query tasks.minimum-amplitude tasks.maximum-amplitude
      tasks.maximum-phase tasks.minimum-input tasks.maximum-input tasks.inputs tasks.maximum-slope
      tasks.maximum-intercept tasks.noise tasks.minimum-lengthscale tasks.maximum-lengthscale
      tasks.minimum-variance tasks.maximum-variance tasks.ways tasks.shots tasks.queries tasks.side tasks.classes
      tasks.rotations tasks.least-support tasks.most-support tasks.most-query tasks.features tasks.factors
      tasks.items tasks.uri tasks.version tasks.size tasks.augmentation.rotations tasks.augmentation.turn
      tasks.augmentation.scale tasks.augmentation.shift tasks.augmentation.shear tasks.scaling
      tasks.damaged-records tasks.cache-mebibytes tasks.parts model.kind model.hidden model.activation model.codes
      model.dropout model.filters model.reduction model.statistics model.widths model.cardinalities
      model.embedding model.cell model.width learner.kind learner.steps learner.rate learner.order learner.descent
      learner.batch learner.beta2 learner.epsilon learner.lambda learner.scale learner.head learner.slack
      learner.iterations learner.rates learner.multi-step learner.first-order learner.normaliser learner.proximity
      learner.context learner.curvature learner.damping learner.distance learner.ridge learner.temperature
      learner.reads learner.hidden optimizer.kind optimizer.rate optimizer.momentum optimizer.schedule.kind
      optimizer.schedule.steps optimizer.schedule.warmup optimizer.schedule.floor optimizer.schedule.every
      optimizer.schedule.factor optimizer.clip.value optimizer.clip.norm optimizer.beta1 optimizer.beta2
      optimizer.epsilon optimizer.weight-decay training.steps training.tasks-per-step training.tasks-per-shard
      training.partitions training.sums training.most-skipped training.rollbacks training.rollback-factor evaluation.episodes
      evaluation.steps evaluation.every evaluation.permutations evaluation.tasks.kind evaluation.baselines
      checkpoint.every checkpoint.keep checkpoint.patience engine.name engine.instruction-set engine.memory
      engine.other-kernels engine.device
      """;

  @TempDir private Path directory;

  @Test
  void theDefaultsAreThese() {
    assertThat(ConfigurationWriter.yaml(Configuration.defaults())).isEqualTo(DEFAULTS);
  }

  @Test
  void everyComponentOfEveryRecordHasAKey() {
    assertThat(KeyPaths.of(Configuration.class)).containsExactly(KEYS.split("\\s+"));
  }

  /** More would be too many to know; {@code kind} is what the others belong to. */
  @Test
  void theLargestConfigurationHasAtMostSixtyKeys() {
    assertThat(mostKeys(Configuration.class) - mostKeys(TaskSettings.class)).isBetween(30, 60);
  }

  /**
   * How many values one can give, with one kind of each thing that has several; the keys of tasks
   * stand in two places.
   */
  private static int mostKeys(Class<?> type) {
    if (Kinds.isFamily(type)) {
      return Kinds.of(type).stream().mapToInt(ConfigurationTest::mostKeys).max().orElseThrow();
    }
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getType)
        .mapToInt(value -> value.isRecord() || Kinds.isFamily(value) ? mostKeys(value) : 1)
        .sum();
  }

  @Test
  void everyKeyCanBeSet() {
    Configuration configuration =
        parse(
            """
            seed: -7
            tasks: {support: 5, query: 15, minimum-amplitude: 1, maximum-amplitude: 2,
                    maximum-phase: 3, minimum-input: -4, maximum-input: 4}
            optimizer:
              kind: adamw
              rate: .01
              beta1: .8
              beta2: .9
              epsilon: 1e-6
              weight-decay: .1
              schedule: {kind: cosine, steps: 100, warmup: 10, floor: .1}
              clip: {value: 10, norm: 1}
            training: {steps: 1e2, tasks-per-step: 4, tasks-per-shard: 2, partitions: 7,
              sums: half-precision, most-skipped: .2, rollbacks: 3, rollback-factor: .1}
            evaluation: {episodes: 10, steps: 5, every: 20, baselines: [a, b c]}
            checkpoint: {every: 25, keep: 1, patience: 0}
            """);

    assertThat(configuration.seed()).isEqualTo(-7);
    assertThat(configuration.tasks()).isEqualTo(new SinusoidSettings(5, 15, 1, 2, 3, -4, 4));
    assertThat(configuration.optimizer())
        .isEqualTo(
            new AdamWSettings(
                .01, .8, .9, 1e-6, .1, new CosineSettings(100, 10, .1), new ClipSettings(10, 1)));
    assertThat(configuration.training())
        .isEqualTo(new TrainingSettings(100, 4, 2, 7, SumForm.HALF_PRECISION, .2, 3, .1));
    assertThat(configuration.evaluation())
        .isEqualTo(
            new EvaluationSettings(10, 5, 20, 1, configuration.tasks(), List.of("a", "b c")));
    assertThat(configuration.checkpoint()).isEqualTo(new CheckpointSettings(25, 1, 0));
  }

  @Test
  void whatIsWrittenReadsBackEqual() {
    for (String kind : Kinds.names(OptimizerSettings.class)) {
      for (String schedule : Kinds.names(ScheduleSettings.class)) {
        Configuration configuration =
            parse("", "optimizer.kind=" + kind, "optimizer.schedule.kind=" + schedule, "seed=99");

        assertThat(parse(ConfigurationWriter.yaml(configuration))).isEqualTo(configuration);
      }
    }
  }

  @Test
  void everyGeneratorIsWrittenAndReadBack() {
    assertThat(Kinds.names(TaskSettings.class))
        .containsExactly(
            "sinusoid",
            "lines",
            "gaussian-process",
            "glyphs",
            "users",
            "episodes",
            "stored",
            "mixture");
    for (String kind : Kinds.names(TaskSettings.class)) {
      Configuration configuration = parse("", "tasks.kind=" + kind);
      assertThat(parse(ConfigurationWriter.yaml(configuration))).isEqualTo(configuration);
    }
  }

  private static final String MIXTURE =
      """
      tasks:
        kind: mixture
        parts:
          - weight: 3
            name: one line
            tasks: {kind: lines, support: 5}
          - tasks:
              kind: mixture
              parts: [{weight: 0.5, tasks: {kind: sinusoid}}]
      """;

  @Test
  void aMixtureIsWrittenAndReadBack() {
    Configuration mixture = parse(MIXTURE);
    assertThat(mixture.tasks().parts()).extracting(MixturePart::weight).containsExactly(3., 1.);
    assertThat(mixture.tasks().parts().get(0).tasks())
        .isEqualTo(new LinesSettings(5, 10, 1, 3, 3, 1, .1));
    assertThat(parse(ConfigurationWriter.yaml(mixture))).isEqualTo(mixture);
  }

  @Test
  void anItemOfAListCanBeSet() {
    Configuration mixture =
        parse(
            MIXTURE,
            "tasks.parts[0].tasks.support=7",
            "tasks.parts[1].tasks.parts[0]={weight: 2, tasks: {kind: lines}}",
            "tasks.parts[1].weight=4");
    assertThat(mixture.tasks().parts()).extracting(MixturePart::weight).containsExactly(3., 4.);
    assertThat(((LinesSettings) mixture.tasks().parts().get(0).tasks()).support()).isEqualTo(7);
    assertThat(mixture.tasks().parts().get(1).tasks().parts().get(0).tasks())
        .isEqualTo(LinesSettings.defaults());
    assertThat(parse("model: {hidden: [3, 4]}", "model.hidden[1]=5").model())
        .isEqualTo(parse("model: {hidden: [3, 5]}").model());
  }

  @Test
  void whatIsWrongInAPartNamesThePart() {
    assertThatThrownBy(() -> parse(MIXTURE, "tasks.parts[2].weight=4"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "--set tasks.parts[2].weight=4: names item 2, counted from 0, of parts, which has 2"
                + " items; give the whole list");
    assertThatThrownBy(() -> parse(MIXTURE, "tasks.parts[0].weight=0"))
        .hasMessageContaining("tasks.parts[0].weight must be above 0 but is 0");
    assertThatThrownBy(() -> parse(MIXTURE, "tasks.parts[1].tasks.kind=lins"))
        .hasMessageContaining("tasks.parts[1].tasks.kind must be one of")
        .hasMessageContaining("did you mean lines?");
    assertThatThrownBy(() -> parse("{tasks: {kind: mixture, parts: [{wieght: 2}]}}"))
        .hasMessageContaining("tasks.parts[0].wieght is not a key; did you mean");
  }

  @Test
  void everyModelIsWrittenAndReadBack() {
    assertThat(Kinds.names(ModelSettings.class))
        .containsExactly("mlp", "conv4", "resnet12", "table", "sequence");
    for (String kind : Kinds.names(ModelSettings.class)) {
      Configuration configuration = parse("", "model.kind=" + kind);
      assertThat(parse(ConfigurationWriter.yaml(configuration))).isEqualTo(configuration);
    }
  }

  @Test
  void aModelsKeysCanBeSet() {
    assertThat(parse("model: {kind: conv4, statistics: support}").model())
        .isEqualTo(new Conv4Settings(64, Reduction.STRIDE, Normalisation.SUPPORT));
    assertThat(parse("model: {kind: resnet12, widths: [8, 16]}").model())
        .isEqualTo(new Resnet12Settings(List.of(8, 16), Normalisation.BATCH));
    assertThat(
            parse("model: {kind: table, cardinalities: [3, 7], embedding: 2, hidden: []}").model())
        .isEqualTo(new TableSettings(List.of(3, 7), 2, List.of(), Activation.RELU));
    assertThat(parse("model: {kind: sequence, cell: gru, width: 5}").model())
        .isEqualTo(new SequenceSettings(Cell.GRU, 5));
  }

  @Test
  void theOptimizerIsSwitchedFromTheCommandLine() {
    assertThat(parse("", "optimizer.kind=sgd").optimizer()).isEqualTo(SgdSettings.defaults());
    assertThat(parse("optimizer: {kind: sgd}", "optimizer.kind=adam").optimizer())
        .isEqualTo(AdamSettings.defaults());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training: {stpes: 3} | train.yaml:1: training.stpes is not a key; did you mean"
            + " training.steps?",
        "steps: 3 | train.yaml:1: steps is not a key; did you mean learner.steps or"
            + " optimizer.schedule.steps or training.steps or evaluation.steps?",
        "optimizer: {kind: sgd, beta1: .8} | train.yaml:1: optimizer.beta1 belongs to kind adam and"
            + " adamw but the kind is sgd, whose keys are rate, momentum, schedule, clip",
        "optimizer: {schedule: {steps: 5}} | train.yaml:1: optimizer.schedule.steps belongs to kind"
            + " warmup and cosine but the kind is constant, which has no keys",
        "training: {steps: -3} | train.yaml:1: training.steps must be at least 1 but is -3",
        "training: {tasks-per-step: 2147483647} | train.yaml:1: training.tasks-per-step must be between 1"
            + " and 1000000 but is 2147483647",
        "training: {tasks-per-shard: 2147483647} | train.yaml:1: training.tasks-per-shard must be"
            + " between 1 and 1000000 but is 2147483647",
        "training: {partitions: 2147483647} | train.yaml:1: training.partitions must be between 0 and 100000 but is 2147483647",
        "evaluation: {episodes: 2147483647} | train.yaml:1: evaluation.episodes must be between 1 and 1000000 but is 2147483647",
        "training: {tasks-per-step: 1e10} | train.yaml:1: training.tasks-per-step must be between"
            + " -2147483648 and 2147483647 but is 1e10",
        "learner: {rate: NaN} | train.yaml:1: learner.rate must be a number but is NaN",
        "model: {hidden: [40, 0]} | train.yaml:1: model.hidden[1] must be at least 1 but is 0",
        "model: {activation: rellu} | train.yaml:1: model.activation must be one of relu, tanh, sigmoid but"
            + " is rellu; did you mean relu?",
        "tasks: {minimum-amplitude: 9} | train.yaml:1: tasks.maximum-amplitude must be at least 9"
            + " but is 5",
        "optimizer: {schedule: {kind: cosine, steps: 10, warmup: 10}} | train.yaml:1:"
            + " optimizer.schedule.warmup must be below steps, which is 10, but is 10",
        "checkpoint: {keep: 0} | train.yaml:1: checkpoint.keep must be at least 1 but is 0",
      })
  void whatIsWrongIsSaidInOneSentence(String yaml, String sentence) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(Fault.class)
        .message()
        .startsWith(sentence)
        .matches(".*[?;] see kindling reference[a-z0-9. -]*");
  }

  @Test
  void aFileIsRead() throws IOException {
    Path file = Files.writeString(directory.resolve("train.yaml"), "seed: 3\n");

    assertThat(ConfigurationReader.read(file, List.of("training.steps=5")).seed()).isEqualTo(3);
  }

  @Test
  void aByteOrderMarkIsNoTrouble() {
    assertThat(parse("\ufeffseed: 3\n").seed()).isEqualTo(3);
  }

  @Test
  void aFileThatIsNoConfigurationIsNamed() throws IOException {
    assertUnreadable(directory.resolve("none.yaml"), "does not exist");
    assertUnreadable(directory, "is a directory");
    Path latin = Files.write(directory.resolve("latin.yaml"), new byte[] {'#', (byte) 0xe9});
    assertUnreadable(latin, "is not UTF-8 text");
    Path tooLong = Files.write(directory.resolve("long.yaml"), new byte[(1 << 20) + 1]);
    assertUnreadable(tooLong, "is longer than 1 MiB");
    Path zeros = Files.write(directory.resolve("zeros.yaml"), new byte[10]);
    assertThatThrownBy(() -> ConfigurationReader.read(zeros, List.of()))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(zeros + ":1: is not valid YAML: ");
  }

  private static void assertUnreadable(Path file, String problem) {
    assertThatThrownBy(() -> ConfigurationReader.read(file, List.of()))
        .isInstanceOf(Fault.class)
        .hasMessage("a YAML file is expected but " + file + " " + problem);
  }

  private static Configuration parse(String text, String... overrides) {
    return ConfigurationReader.parse(text, "train.yaml", List.of(overrides));
  }
}
