package dev.kindling.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.check.MetaGradientCheck;
import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole meta-gradient of MAML, against differences, a hand-derived case, and the fast engine.
 */
class MamlGradientTest {
  private static final TaskShape SHAPE = new TaskShape(List.of(3), List.of(2), 4, 5);
  private static final int TASKS = 3;
  private static final double STEP = 1e-5;

  private static EpisodePrograms learner(int steps, int order, Activation activation) {
    var model = new MlpSettings(List.of(6, 5), activation);
    return EpisodePrograms.of(new MamlSettings(steps, 0.1, order), model, SHAPE);
  }

  @ParameterizedTest
  @CsvSource({"1,TANH", "3,TANH", "5,TANH", "1,RELU", "3,RELU", "5,RELU", "3,SIGMOID"})
  void theExactMetaGradientAgreesWithDifferences(int steps, Activation activation) {
    for (int seed = 0; seed < 3; seed++) {
      double error = MetaGradientCheck.differenceError(learner(steps, 2, activation), Key.of(seed));
      assertThat(error).as("seed %s", seed).isLessThan(1e-6);
    }
  }

  /** Of order 1, theta moves phi_0 only in the query loss: phi_K = theta - constant. */
  @ParameterizedTest
  @CsvSource({"1", "3", "5"})
  void theFirstOrderMetaGradientIsThatAtTheAdaptedParameters(int steps) {
    Program program = learner(steps, 1, Activation.TANH).training(TASKS);
    Program exact = learner(steps, 2, Activation.TANH).training(TASKS);
    Map<String, double[]> at = MetaGradientCheck.numbers(program, Key.of(11));
    var first = ReferenceEngine.evaluate(program, at);
    var second = ReferenceEngine.evaluate(exact, at);
    assertThat(first.get("loss")).containsExactly(second.get("loss"));
    Map<String, double[]> expected = gradientAtAdapted(steps, at);
    expected.forEach(
        (name, gradient) ->
            assertThat(SampleNumbers.difference(first.get(name), gradient)).isLessThan(1e-6));
    double apart = 0;
    for (String name : expected.keySet()) {
      apart = Math.max(apart, SampleNumbers.difference(first.get(name), second.get(name)));
    }
    assertThat(apart).as("order 1 differs from order 2").isGreaterThan(1e-3);
  }

  /** Sum over tasks of w dL_query/dphi at phi_K, by differences of a 0-step program's loss. */
  private static Map<String, double[]> gradientAtAdapted(int steps, Map<String, double[]> at) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int task = 0; task < TASKS; task++) {
      Map<String, double[]> alone = onlyTask(at, task);
      Map<String, double[]> adapted = adapt(steps, alone);
      Program query = learner(1, 2, Activation.TANH).evaluation(1, 0);
      double weight = at.get("task-weights")[task];
      for (String name : adapted.keySet()) {
        if (name.startsWith("theta/")) {
          double[] sum =
              sums.computeIfAbsent(
                  name.replace("theta/", "gradient/"), key -> new double[adapted.get(name).length]);
          for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * partial(query, adapted, name, i);
          }
        }
      }
    }
    return sums;
  }

  private static double partial(Program query, Map<String, double[]> at, String name, int i) {
    double[] values = at.get(name);
    double saved = values[i];
    values[i] = saved + STEP;
    double ahead = ReferenceEngine.evaluate(query, at).get("error/0")[0];
    values[i] = saved - STEP;
    double behind = ReferenceEngine.evaluate(query, at).get("error/0")[0];
    values[i] = saved;
    return (ahead - behind) / (2 * STEP);
  }

  private static Map<String, double[]> onlyTask(Map<String, double[]> at, int task) {
    Map<String, double[]> alone = new LinkedHashMap<>();
    at.forEach(
        (name, values) -> {
          int length = values.length / TASKS;
          boolean shared = name.startsWith("theta/");
          alone.put(
              name,
              shared
                  ? values.clone()
                  : Arrays.copyOfRange(values, task * length, (task + 1) * length));
        });
    return alone;
  }

  /** Plain gradient descent on the support loss, each partial derivative by differences. */
  private static Map<String, double[]> adapt(int steps, Map<String, double[]> alone) {
    Map<String, double[]> swapped = new LinkedHashMap<>(alone);
    TaskShape mirrored = new TaskShape(SHAPE.features(), SHAPE.targets(), 1, SHAPE.support());
    var model = new MlpSettings(List.of(6, 5), Activation.TANH);
    Program support =
        EpisodePrograms.of(new MamlSettings(1, 0.1, 2), model, mirrored).evaluation(1, 0);
    for (String part : List.of("features", "targets", "weights")) {
      swapped.put("query/" + part, alone.get("support/" + part));
      swapped.put("support/" + part, new double[support.inputShape("support/" + part).size()]);
    }
    for (int step = 0; step < steps; step++) {
      descend(support, swapped);
    }
    Map<String, double[]> adapted = new LinkedHashMap<>(alone);
    swapped.forEach(
        (name, values) -> {
          if (name.startsWith("theta/")) {
            adapted.put(name, values);
          }
        });
    return adapted;
  }

  private static void descend(Program support, Map<String, double[]> at) {
    Map<String, double[]> next = new LinkedHashMap<>();
    for (String name : at.keySet()) {
      if (name.startsWith("theta/")) {
        double[] moved = at.get(name).clone();
        for (int i = 0; i < moved.length; i++) {
          moved[i] -= 0.1 * partial(support, at, name, i);
        }
        next.put(name, moved);
      }
    }
    at.putAll(next);
  }

  @ParameterizedTest
  @CsvSource({"1,2,RELU", "5,2,RELU", "5,1,RELU", "5,2,TANH", "3,2,SIGMOID"})
  void theFastEngineAgreesWithTheReference(int steps, int order, Activation activation) {
    double error =
        MetaGradientCheck.engineError(
            learner(steps, order, activation), new OneDnnEngine("auto", 1L << 30), Key.of(23));
    assertThat(error).isLessThan(1e-5);
  }

  /**
   * For f(x) = w x + b at w = 1/2, b = 0: a support example (0, 0) leaves phi = (w, b - 2 r b), so
   * with the query example (2, 3) the loss is (2w + 0.8b - 3)^2 at r = 0.1.
   */
  @Test
  void aLineAgreesWithTheFormulaByHand() {
    var shape = new TaskShape(List.of(1), List.of(1), 1, 1);
    var model = new MlpSettings(List.of(), Activation.RELU);
    Program program = EpisodePrograms.of(new MamlSettings(1, 0.1, 2), model, shape).training(1);
    Map<String, double[]> at = new LinkedHashMap<>();
    program.inputs().keySet().forEach(name -> at.put(name, new double[] {1}));
    at.put("theta/head.weight", new double[] {0.5});
    at.put("theta/head.bias", new double[] {0});
    at.put("support/features", new double[] {0});
    at.put("support/targets", new double[] {0});
    at.put("query/features", new double[] {2});
    at.put("query/targets", new double[] {3});
    var outputs = ReferenceEngine.evaluate(program, at);
    assertThat(outputs.get("loss")[0]).isEqualTo(4);
    assertThat(outputs.get("gradient/head.weight")[0]).isEqualTo(-8);
    assertThat(outputs.get("gradient/head.bias")[0]).isCloseTo(-3.2, within(1e-7));
  }

  private static Offset<Double> within(double tolerance) {
    return Offset.offset(tolerance);
  }
}
