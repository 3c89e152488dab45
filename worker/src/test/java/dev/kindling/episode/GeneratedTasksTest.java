package dev.kindling.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.fault.Fault;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.TableSettings;
import dev.kindling.task.GaussianProcessSettings;
import dev.kindling.task.GlyphsSettings;
import dev.kindling.task.Key;
import dev.kindling.task.LinesSettings;
import dev.kindling.task.MixturePart;
import dev.kindling.task.MixtureSettings;
import dev.kindling.task.Sizes;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskSource;
import dev.kindling.task.UsersSettings;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated tasks on their way through programs. */
class GeneratedTasksTest {
  private static final int TASKS = 12;
  private static final Shard SHARD = new Shard(Split.TEST, Key.of(3), 0, TASKS);

  /** Tasks of three classes with more to adapt to, and of five classes with more queries. */
  private static final TaskSettings MIXTURE =
      new MixtureSettings(
          List.of(
              new MixturePart("", 1, new GlyphsSettings(3, 4, 1, 12, 100, 1)),
              new MixturePart("", 1, new GlyphsSettings(5, 1, 3, 12, 100, 1))));

  static Stream<Arguments> kinds() {
    ModelSettings perceptron = new MlpSettings(List.of(8), Activation.TANH);
    return Stream.of(
        Arguments.of(LinesSettings.defaults(), perceptron),
        Arguments.of(GaussianProcessSettings.defaults(), perceptron),
        Arguments.of(UsersSettings.defaults(), perceptron),
        Arguments.of(
            new GlyphsSettings(3, 1, 2, 12, 100, 1), new Conv4Settings(4, Reduction.STRIDE)),
        Arguments.of(MIXTURE, new Conv4Settings(4, Reduction.STRIDE)));
  }

  private static EvaluationSum evaluated(String engine, TaskSettings tasks, ModelSettings model) {
    var settings =
        new EpisodeSettings(
            tasks,
            model,
            new MamlSettings(1, .1, 2),
            new EngineSettings(engine, "auto", "256m"),
            TASKS,
            2);
    try (EpisodeWorker worker = EpisodeWorker.open(settings)) {
      return worker.evaluate(MetaState.start(worker.initialise(Key.of(1))), SHARD);
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void enginesAgreeOnHowTheyAreLearned(TaskSettings tasks, ModelSettings model) {
    EvaluationSum fast = evaluated("onednn", tasks, model);
    EvaluationSum slow = evaluated("reference", tasks, model);
    assertThat(fast.skipped()).isEmpty();
    assertThat(fast.errors()).hasDimensions(TASKS, 3);
    for (int task = 0; task < TASKS; task++) {
      assertThat(fast.errors()[task]).containsExactly(slow.errors()[task], within(1e-3));
    }
    assertThat(fast.metric("accuracy")).isDeepEqualTo(slow.metric("accuracy"));
  }

  @Test
  void classesHaveAccuraciesAndNumbersHaveNone() {
    EvaluationSum glyphs =
        evaluated(
            "onednn",
            new GlyphsSettings(3, 1, 2, 12, 100, 1),
            new Conv4Settings(4, Reduction.STRIDE));
    assertThat(glyphs.metric("accuracy")).hasDimensions(TASKS, 3);
    for (double[] task : glyphs.metric("accuracy")) {
      for (double share : task) {
        assertThat(Math.rint(share * 6)).isCloseTo(share * 6, within(1e-5));
      }
    }
    var lines = evaluated("onednn", LinesSettings.defaults(), MlpSettings.defaults());
    assertThat(lines.metric("accuracy")).isEmpty();
  }

  @Test
  void aPartOfAMixtureIsDrawnAlone() {
    var settings =
        new EpisodeSettings(
            MIXTURE,
            new Conv4Settings(4, Reduction.STRIDE),
            new MamlSettings(1, .1, 2),
            new EngineSettings("reference", "auto", "256m"),
            TASKS,
            2);
    try (EpisodeWorker worker = EpisodeWorker.open(settings)) {
      float[] theta = worker.initialise(Key.of(1));
      for (int part = 0; part < 2; part++) {
        int queries = part == 0 ? 3 : 15;
        for (double[] task :
            worker.evaluate(MetaState.start(theta), SHARD.ofPart(part)).metric("accuracy")) {
          assertThat(Math.rint(task[2] * queries)).isCloseTo(task[2] * queries, within(1e-5));
        }
      }
    }
  }

  @Test
  void numbersThatAreNoCodesAreRefusedWhereCodesAreConfigured() {
    var model = new TableSettings(List.of(3), 2, List.of(4), Activation.TANH);
    assertThatThrownBy(() -> evaluated("onednn", LinesSettings.defaults(), model))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.kind()).isEqualTo(Fault.Kind.DATA))
        .hasMessageMatching(
            "task lines/.* has [-0-9.E]+ in column 0 where a code from 0 to 2 is expected; correct"
                + " the tasks, or the cardinalities of the model");
  }

  @Test
  void usersOfAShardNeedProgramsOfSeveralSizes() {
    TaskSource source = UsersSettings.defaults().open(Split.TRAIN);
    List<Task> users =
        IntStream.range(0, 64).mapToObj(slot -> source.sample(Key.of(1).fold(slot))).toList();
    var buckets = new Buckets(source.shape(), users.size(), Sizes.VARYING);
    assertThat(buckets.toLearn(users).keySet())
        .extracting(Bucket::support)
        .containsExactly(32, 16, 8, 4);
    assertThat(buckets.toLearn(users).keySet())
        .extracting(Bucket::query)
        .containsExactly(16, 8, 4, 2);
  }
}
