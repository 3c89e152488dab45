package dev.kindling.learner.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.fault.Fault;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learner.metric.MatchingSettings.Context;
import dev.kindling.learner.metric.PrototypicalSettings.Distance;
import dev.kindling.metric.Shares;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.MlpSettings;
import dev.kindling.plan.Planner;
import dev.kindling.plan.Target;
import dev.kindling.program.Convolution;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What all learners that compare have in common. */
class ComparingTest {
  private static final int FEATURES = 6;

  static Stream<LearnerSettings> untrainedOnesThatCompare() {
    return Stream.of(
        PrototypicalSettings.defaults(),
        new PrototypicalSettings(Distance.MAHALANOBIS, 0.1, 1, Temperature.LEARNED),
        MatchingSettings.defaults(),
        CosineClassifierSettings.defaults());
  }

  static Stream<LearnerSettings> all() {
    return Stream.concat(
        untrainedOnesThatCompare(),
        Stream.of(
            new MatchingSettings(Context.FULL, 2, 1, Temperature.FIXED), new RelationSettings(8)));
  }

  private static EpisodePrograms programs(LearnerSettings rule, int ways, int support, int query) {
    var shape = new TaskShape(List.of(FEATURES), List.of(), support, query, ways);
    return EpisodePrograms.of(rule, new MlpSettings(List.of(16), Activation.TANH), shape);
  }

  /** Example i of the support and of the query is the same, of class {@code classes[i]}. */
  private static Map<String, double[]> task(
      EpisodePrograms programs, Program program, int[] support, int[] query, double... weights) {
    Map<String, double[]> at = new LinkedHashMap<>();
    float[] theta = programs.initialise(Key.of(1));
    for (var parameter : programs.layout().parameters()) {
      double[] values =
          IntStream.range(0, parameter.size())
              .mapToDouble(i -> theta[parameter.offset() + i])
              .toArray();
      at.put(EpisodeNames.parameter(parameter.name()), values);
    }
    at.put(EpisodeNames.features(EpisodeNames.SUPPORT), examples(support));
    at.put(EpisodeNames.targets(EpisodeNames.SUPPORT), doubles(support));
    at.put(EpisodeNames.weights(EpisodeNames.SUPPORT), weights);
    at.put(EpisodeNames.features(EpisodeNames.QUERY), examples(query));
    at.put(EpisodeNames.targets(EpisodeNames.QUERY), doubles(query));
    at.put(EpisodeNames.weights(EpisodeNames.QUERY), ones(query.length));
    at.put(EpisodeNames.TASK_WEIGHTS, ones(1));
    at.keySet().retainAll(program.inputs().keySet());
    return at;
  }

  private static double[] examples(int... classes) {
    return Arrays.stream(classes)
        .boxed()
        .flatMapToDouble(
            one -> IntStream.range(0, FEATURES).mapToDouble(Key.of(one).fold("x")::normal))
        .toArray();
  }

  private static double[] doubles(int... classes) {
    return Arrays.stream(classes).asDoubleStream().toArray();
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  @ParameterizedTest
  @MethodSource("all")
  void thetaOfFiveWaysFitsSeven(LearnerSettings rule) {
    EpisodePrograms five = programs(rule, 5, 5, 5);
    EpisodePrograms seven = programs(rule, 7, 7, 7);
    assertThat(seven.layout()).isEqualTo(five.layout());
    assertThat(seven.initialise(Key.of(2))).containsExactly(five.initialise(Key.of(2)));
    assertThat(five.learner().evaluationSteps(5)).isZero();
  }

  /** Query examples that are the support examples again are told apart by any features. */
  @ParameterizedTest
  @MethodSource("untrainedOnesThatCompare")
  void thetaOfFiveWaysTellsSevenApart(LearnerSettings rule) {
    EpisodePrograms seven = programs(rule, 7, 7, 7);
    Program program = seven.evaluation(1, 0);
    int[] classes = IntStream.range(0, 7).toArray();
    var at = task(programs(rule, 5, 5, 5), program, classes, classes, ones(7));
    var outputs = ReferenceEngine.evaluate(program, at);
    double[] said = outputs.get(EpisodeNames.predictions(0));
    assertThat(Shares.right(seven.shape(), said, at.get("query/targets"))).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("all")
  void aClassWithoutSupportIsAnsweredLastAndNothingIsNaN(LearnerSettings rule) {
    EpisodePrograms programs = programs(rule, 4, 6, 3);
    int[] support = {0, 1, 3, 0, 1, 3};
    int[] query = {0, 1, 3};
    Program adaptation = programs.adaptation(1, 0);
    double[] scores =
        ReferenceEngine.evaluate(adaptation, task(programs, adaptation, support, query, ones(6)))
            .get(EpisodeNames.PREDICTIONS);
    for (int i = 0; i < query.length; i++) {
      double absent = scores[4 * i + 2];
      assertThat(absent).isFinite();
      for (int other : query) {
        assertThat(absent).isLessThan(scores[4 * i + other]);
      }
    }
    Program training = programs.training(1);
    ReferenceEngine.evaluate(
            training, task(programs, training, support, new int[] {0, 1, 2}, ones(6)))
        .forEach((name, values) -> assertThat(values).as(name).doesNotContain(Double.NaN));
  }

  @ParameterizedTest
  @MethodSource("all")
  void anExampleOfWeightTwoIsTwoOfThem(LearnerSettings rule) {
    if (rule instanceof MatchingSettings matching && matching.context() == Context.FULL) {
      return;
    }
    double[] weighted = losses(rule, new int[] {0, 1, 2, 3}, 2, 1, 1, 1);
    double[] twice = losses(rule, new int[] {0, 0, 1, 2, 3}, 1, 1, 1, 1, 1);
    assertThat(weighted).containsExactly(twice, within(1e-12));
    double[] heavier = losses(rule, new int[] {0, 1, 2, 3}, 3, 1, 1, 1);
    assertThat(Math.abs(heavier[0] - weighted[0])).isGreaterThan(1e-6);
  }

  private static double[] losses(LearnerSettings rule, int[] support, double... weights) {
    EpisodePrograms programs = programs(rule, 3, support.length, 3);
    Program program = programs.evaluation(1, 0);
    int[] query = {0, 1, 2};
    Map<String, double[]> at = task(programs, program, support, query, weights);
    // Example 3 is another one of class 0, so that this class's mean is of two.
    double[] targets = doubles(support);
    targets[targets.length - 1] = 0;
    at.put(EpisodeNames.targets(EpisodeNames.SUPPORT), targets);
    return ReferenceEngine.evaluate(program, at).get(EpisodeNames.error(0));
  }

  @Test
  void numbersAreRefusedWhereThereIsNothingToCompareThemBy() {
    var numbers = new TaskShape(List.of(FEATURES), List.of(1), 5, 5);
    var model = new MlpSettings(List.of(4), Activation.TANH);
    for (var rule : List.of(new RelationSettings(8), CosineClassifierSettings.defaults())) {
      String kind = rule instanceof RelationSettings ? "relation" : "cosine-classifier";
      assertThatThrownBy(() -> EpisodePrograms.of(rule, model, numbers))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "learner "
                  + kind
                  + " takes tasks whose targets are classes, or yes and no, but those of these tasks"
                  + " are numbers; choose kind prototypical, matching, or a learner of another"
                  + " family");
    }
  }

  /** One convolution for all tasks of a block, and one for the kernels' gradient. */
  @ParameterizedTest
  @MethodSource("all")
  void theNetworkIsComputedForAllTasksOfABlockAtOnce(LearnerSettings rule) {
    var shape = new TaskShape(List.of(16, 16, 1), List.of(), 5, 10, 5);
    var programs = EpisodePrograms.of(rule, new Conv4Settings(4, Reduction.STRIDE), shape);
    Program planned =
        new Planner(new Target(Set.of(), 16, 1L << 30)).plan(programs.training(8)).program();
    var convolutions =
        planned.instructions().stream().filter(one -> one.op() instanceof Convolution).toList();
    assertThat(convolutions).hasSizeGreaterThanOrEqualTo(16);
    assertThat(convolutions)
        .allSatisfy(one -> assertThat(one.shape().dimension(0)).as(one.toString()).isEqualTo(1));
  }
}
