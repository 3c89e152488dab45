package dev.kindling.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.learner.gradient.AnilSettings;
import dev.kindling.learner.gradient.BoilSettings;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.learner.gradient.MetaSgdSettings;
import dev.kindling.learner.gradient.PretrainSettings;
import dev.kindling.learner.gradient.ReptileSettings;
import dev.kindling.learner.gradient.ReptileSettings.Descent;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.MlpSettings.CodeForm;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.Normalisation;
import dev.kindling.program.Program;
import dev.kindling.program.Random;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inner steps drop numbers while training; queries and evaluations drop none. */
class DropoutInTrainingTest {
  private static final TaskShape SHAPE = new TaskShape(List.of(2), List.of(1), 4, 5);
  private static final LearnerSettings MAML = new MamlSettings(2, 0.1, 2);

  static List<LearnerSettings> learners() {
    return List.of(
        MAML,
        new AnilSettings(2, 0.1, 2),
        new BoilSettings(2, 0.1, 2),
        new MetaSgdSettings(2, 0.1, 2),
        new ReptileSettings(2, 0.1, Descent.SGD),
        new PretrainSettings(0.1));
  }

  private static ModelSettings perceptron(double dropout) {
    return new MlpSettings(List.of(5), Activation.TANH, CodeForm.ONE_HOT, dropout);
  }

  private static Episodes episodes(LearnerSettings rule, double dropout) {
    return new Episodes("dropout", rule, perceptron(dropout), SHAPE, 0);
  }

  private static Map<String, double[]> numbers(Episodes episodes, Program program, Key keys) {
    Map<String, double[]> at = new LinkedHashMap<>(episodes.numbers(program, Key.of(1)));
    double[] rows = new double[Episodes.TASKS * Key.FLOATS];
    for (int task = 0; task < Episodes.TASKS; task++) {
      float[] key = keys.fold(task).floats();
      for (int i = 0; i < Key.FLOATS; i++) {
        rows[task * Key.FLOATS + i] = key[i];
      }
    }
    at.computeIfPresent(EpisodeNames.KEYS, (name, any) -> rows);
    return at;
  }

  private static double[] losses(LearnerSettings rule, double dropout, Key keys) {
    Episodes episodes = episodes(rule, dropout);
    Program program = episodes.learner().training(Episodes.TASKS);
    return ReferenceEngine.evaluate(program, numbers(episodes, program, keys))
        .get(EpisodeNames.LOSS);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void whatIsDroppedFollowsFromTheTasksKeys(LearnerSettings rule) {
    double[] one = losses(rule, .5, Key.of(1));
    assertThat(losses(rule, .5, Key.of(1))).isEqualTo(one);
    assertThat(losses(rule, .5, Key.of(2))).isNotEqualTo(one);
    assertThat(losses(rule, 0, Key.of(1))).isNotEqualTo(one);
  }

  /** Without a step, all that is left is the query. */
  @Test
  void theQueryDropsNothing() {
    var still = new MamlSettings(1, 1e-300, 2);
    assertThat(losses(still, .5, Key.of(1))).isEqualTo(losses(still, 0, Key.of(1)));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void evaluationsAndAdaptationsDrawNothing(LearnerSettings rule) {
    EpisodePrograms with = episodes(rule, .5).learner();
    EpisodePrograms without = episodes(rule, 0).learner();
    assertThat(with.training(1).inputs()).containsKey(EpisodeNames.KEYS);
    assertThat(with.evaluation(1, 2).text()).isEqualTo(without.evaluation(1, 2).text());
    assertThat(with.adaptation(1, 2).text()).isEqualTo(without.adaptation(1, 2).text());
  }

  @Test
  void eachStepDropsOthers() {
    var shape = new TaskShape(List.of(8, 8, 1), List.of(), 4, 5, 2);
    var model = new Conv4Settings(2, Reduction.STRIDE, Normalisation.BATCH, .5);
    Program program = EpisodePrograms.of(MAML, model, shape).training(1);
    List<String> expected = new ArrayList<>();
    for (int step = 0; step < 2; step++) {
      for (int block = 1; block <= 4; block++) {
        expected.add("dropout/" + step + "/block" + block);
      }
    }
    assertThat(IntStream.range(0, program.size()).mapToObj(place -> program.at(place).op()))
        .filteredOn(Random.class::isInstance)
        .map(op -> ((Random) op).purpose())
        .containsExactlyElementsOf(expected);
  }

  @Test
  void aRateOfOneIsRefused() {
    assertThatThrownBy(() -> perceptron(1))
        .hasMessage("dropout must be at least 0 and below 1 but is 1");
  }
}
