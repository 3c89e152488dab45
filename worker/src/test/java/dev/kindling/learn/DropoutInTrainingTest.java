package dev.kindling.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kindling.check.MetaGradientCheck;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.learner.WorkerKinds;
import dev.kindling.learner.gradient.ImamlSettings;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.learner.gradient.NewtonSettings;
import dev.kindling.learner.gradient.NewtonSettings.CurvatureMatrix;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.Normalisation;
import dev.kindling.program.Program;
import dev.kindling.program.Random;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every learner drops numbers of what it learns from while training; queries and evaluations drop
 * none.
 */
class DropoutInTrainingTest {
  private static final TaskShape SHAPE = new TaskShape(List.of(2), List.of(2), 4, 5);
  private static final LearnerSettings MAML = new MamlSettings(2, 0.1, 2);

  /** All learners, with the models that they are tested with, where these have dropout. */
  static List<Episodes> learners() {
    return Episodes.learners().stream()
        .filter(episodes -> dropping(episodes.model(), 0).isPresent())
        .toList();
  }

  private static Optional<ModelSettings> dropping(ModelSettings model, double rate) {
    if (model instanceof MlpSettings mlp) {
      return Optional.of(new MlpSettings(mlp.hidden(), mlp.activation(), mlp.codes(), rate));
    }
    if (model instanceof Conv4Settings conv4) {
      return Optional.of(
          new Conv4Settings(conv4.filters(), conv4.reduction(), conv4.statistics(), rate));
    }
    return Optional.empty();
  }

  private static Episodes with(Episodes plain, double rate) {
    ModelSettings model = dropping(plain.model(), rate).orElseThrow();
    return new Episodes(plain.name(), plain.rule(), model, plain.shape(), plain.codes());
  }

  private static Episodes perceptron(LearnerSettings rule) {
    var model = new MlpSettings(List.of(5), Activation.TANH);
    return new Episodes("perceptron", rule, model, SHAPE, 0);
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

  private static double[] losses(Episodes plain, double dropout, Key keys) {
    Episodes episodes = with(plain, dropout);
    Program program = episodes.learner().training(Episodes.TASKS);
    return ReferenceEngine.evaluate(program, numbers(episodes, program, keys))
        .get(EpisodeNames.LOSS);
  }

  @Test
  void everyLearnerIsAmongThem() {
    Set<Object> tested = new HashSet<>();
    learners().forEach(episodes -> tested.add(episodes.rule().getClass()));
    assertThat(new WorkerKinds().kinds())
        .filteredOn(LearnerSettings.class::isAssignableFrom)
        .isNotEmpty()
        .allMatch(tested::contains);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void whatIsDroppedFollowsFromTheTasksKeys(Episodes plain) {
    double[] one = losses(plain, .5, Key.of(1));
    assertThat(losses(plain, .5, Key.of(1))).isEqualTo(one);
    assertThat(losses(plain, .5, Key.of(2))).isNotEqualTo(one);
    assertThat(losses(plain, 0, Key.of(1))).isNotEqualTo(one);
  }

  /** Without a step, all that is left is the query. */
  @Test
  void theQueryDropsNothing() {
    var still = new MamlSettings(1, 1e-300, 2);
    Episodes plain = perceptron(still);
    assertThat(losses(plain, .5, Key.of(1))).isEqualTo(losses(plain, 0, Key.of(1)));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void evaluationsAndAdaptationsDrawNothing(Episodes plain) {
    EpisodePrograms with = with(plain, .5).learner();
    EpisodePrograms without = with(plain, 0).learner();
    int steps = with.learner().evaluationSteps(2);
    assertThat(with.training(1).inputs()).containsKey(EpisodeNames.KEYS);
    assertThat(with.evaluation(1, steps).text()).isEqualTo(without.evaluation(1, steps).text());
    assertThat(with.adaptation(1, steps).text()).isEqualTo(without.adaptation(1, steps).text());
  }

  /** One mask for a whole step: what conjugate gradients solve is of the loss that they descend. */
  @Test
  void aNewtonStepIsOfOneLoss() {
    var newton = new NewtonSettings(2, 0.8, CurvatureMatrix.GAUSS_NEWTON, 1, 3, 2);
    assertThat(drawn(with(perceptron(newton), .5)))
        .containsExactly("dropout/0/layer1", "dropout/1/layer1");
    Episodes plain = perceptron(newton);
    assertThat(differenceError(with(plain, .5), 0)).isLessThan(1e-6);
  }

  /** All steps go to the minimum of one loss, and the meta-gradient is the derivative there. */
  @Test
  void implicitStepsGoToOneMinimum() {
    Episodes few = perceptron(new ImamlSettings(3, 0.2, 2, 3));
    assertThat(drawn(with(few, .5))).containsExactly("dropout/0/layer1");
    Episodes plain = perceptron(new ImamlSettings(80, 0.2, 2, 60));
    assertThat(differenceError(with(plain, .5), 0)).isLessThan(1e-5);
  }

  private static double differenceError(Episodes episodes, int seed) {
    EpisodePrograms programs = episodes.learner();
    Program program = programs.training(Episodes.TASKS);
    var at = numbers(episodes, program, Key.of(seed));
    return MetaGradientCheck.differenceError(programs, program, at, Key.of(seed));
  }

  /** The purposes of what a block of training tasks draws, in order. */
  private static List<String> drawn(Episodes episodes) {
    Program program = episodes.learner().training(1);
    return IntStream.range(0, program.size())
        .mapToObj(place -> program.at(place).op())
        .filter(Random.class::isInstance)
        .map(op -> ((Random) op).purpose())
        .toList();
  }

  @Test
  void eachStepDropsOthers() {
    var shape = new TaskShape(List.of(8, 8, 1), List.of(), 4, 5, 2);
    var model = new Conv4Settings(2, Reduction.STRIDE, Normalisation.BATCH, .5);
    List<String> expected = new ArrayList<>();
    for (int step = 0; step < 2; step++) {
      for (int block = 1; block <= 4; block++) {
        expected.add("dropout/" + step + "/block" + block);
      }
    }
    assertThat(drawn(new Episodes("images", MAML, model, shape, 0)))
        .containsExactlyElementsOf(expected);
  }

  @Test
  void aRateOfOneIsRefused() {
    assertThatThrownBy(() -> with(perceptron(MAML), 1))
        .hasMessage("dropout must be at least 0 and below 1 but is 1");
  }
}
