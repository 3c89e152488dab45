package dev.kindling.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kindling.check.MetaGradientCheck;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.learner.gradient.CaviaSettings;
import dev.kindling.learner.gradient.ImamlSettings;
import dev.kindling.learner.gradient.MamlPlusPlusSettings;
import dev.kindling.learner.gradient.MamlPlusPlusSettings.Normaliser;
import dev.kindling.learner.gradient.MamlPlusPlusSettings.Rates;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.learner.gradient.MetaCurvatureSettings;
import dev.kindling.learner.gradient.MetaCurvatureSettings.Curvature;
import dev.kindling.learner.gradient.NewtonSettings;
import dev.kindling.learner.gradient.NewtonSettings.CurvatureMatrix;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Conv4Settings.Reduction;
import dev.kindling.model.MlpSettings;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What sets each of these inner rules apart, against MAML, formulas by hand and differences. */
class InnerRuleTest {
  private static final int TASKS = 3;
  private static final TaskShape SHAPE = new TaskShape(List.of(3), List.of(2), 4, 5);
  private static final TaskShape LINE = new TaskShape(List.of(1), List.of(1), 4, 4);
  private static final TaskShape IMAGES = new TaskShape(List.of(5, 4, 2), List.of(), 4, 5, 3);

  private static EpisodePrograms programs(LearnerSettings rule) {
    return EpisodePrograms.of(rule, new MlpSettings(List.of(6), Activation.TANH), SHAPE);
  }

  private static EpisodePrograms linear(LearnerSettings rule) {
    return EpisodePrograms.of(rule, new MlpSettings(List.of(), Activation.RELU), LINE);
  }

  private static LearnerSettings fixed(int steps, long multiStep, long firstOrder) {
    return new MamlPlusPlusSettings(
        steps, 0.1, Rates.FIXED, multiStep, firstOrder, Normaliser.PER_STEP);
  }

  private static void agree(
      Map<String, double[]> actual, Map<String, double[]> expected, double tolerance) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, values) ->
            assertThat(actual.get(name)).as(name).containsExactly(values, within(tolerance)));
  }

  @Test
  void mamlPlusPlusWithAllOffIsMaml() {
    Program program = programs(fixed(3, 0, 0)).training(TASKS);
    assertThat(program).isEqualTo(programs(new MamlSettings(3, 0.1, 2)).training(TASKS));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theControlChoosesTheOrder(int order) {
    Program annealed = programs(fixed(3, 0, 5)).training(TASKS);
    Map<String, double[]> at = MetaGradientCheck.numbers(annealed, Key.of(2));
    at.put("control/second-order", new double[] {order - 1});
    var expected = programs(new MamlSettings(3, 0.1, order)).training(TASKS);
    Map<String, double[]> plain = new LinkedHashMap<>(at);
    plain.remove("control/second-order");
    agree(ReferenceEngine.evaluate(annealed, at), ReferenceEngine.evaluate(expected, plain), 1e-12);
  }

  @Test
  void theFirstOuterStepsAreOfFirstOrder() {
    Learner learner = programs(fixed(3, 0, 5)).learner();
    assertThat(learner.controls(0)).containsEntry("second-order", 0.0);
    assertThat(learner.controls(4)).containsEntry("second-order", 0.0);
    assertThat(learner.controls(5)).containsEntry("second-order", 1.0);
  }

  @Test
  void theLastLossTakesOver() {
    Learner learner = programs(fixed(4, 100, 0)).learner();
    assertWeights(learner.controls(0), 0.25, 0.25);
    assertWeights(learner.controls(50), 0.125, 0.625);
    assertWeights(learner.controls(99), 0.03 / 4, 1 - 0.09 / 4);
    assertWeights(learner.controls(100), 0, 1);
    assertWeights(learner.controls(10_000_000_000L), 0, 1);
  }

  private static void assertWeights(Map<String, Double> controls, double others, double last) {
    for (int k = 1; k < 4; k++) {
      assertThat(controls.get("weight-of-step-" + k)).isCloseTo(others, within(1e-15));
    }
    assertThat(controls.get("weight-of-step-4")).isCloseTo(last, within(1e-15));
  }

  @Test
  void theMultiStepLossWeighsTheLossAfterEachStep() {
    Program training = programs(fixed(3, 10, 0)).training(TASKS);
    Map<String, double[]> at = MetaGradientCheck.numbers(training, Key.of(3));
    Program evaluation = programs(new MamlSettings(3, 0.1, 2)).evaluation(TASKS, 3);
    Map<String, double[]> plain = new LinkedHashMap<>(at);
    plain.keySet().retainAll(evaluation.inputs().keySet());
    var errors = ReferenceEngine.evaluate(evaluation, plain);
    double[] loss = ReferenceEngine.evaluate(training, at).get("loss");
    for (int task = 0; task < TASKS; task++) {
      double sum = 0;
      for (int k = 1; k <= 3; k++) {
        sum += at.get("control/weight-of-step-" + k)[0] * errors.get("error/" + k)[task];
      }
      assertThat(loss[task]).isCloseTo(sum, within(1e-12));
    }
  }

  @ParameterizedTest
  @EnumSource
  void normalisersOfEachStepHaveAnAxisForIt(Normaliser normaliser) {
    var rule = new MamlPlusPlusSettings(5, 0.1, Rates.LEARNED, 0, 0, normaliser);
    var layout = EpisodePrograms.of(rule, new Conv4Settings(3, Reduction.STRIDE), IMAGES).layout();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    layout.parameters().forEach(each -> shapes.put(each.name(), each.shape()));
    boolean own = normaliser == Normaliser.PER_STEP;
    assertThat(shapes.get("body.block2.scale")).isEqualTo(own ? Shape.of(5, 3) : Shape.of(3));
    assertThat(shapes.containsKey("rate.body.block2.scale")).isEqualTo(!own);
    assertThat(shapes.get("rate.body.block2.kernel")).isEqualTo(Shape.of(5));
  }

  @Test
  void learnedRatesBeginAtTheRateAndNormalisersAtTheNetworks() {
    var rule = new MamlPlusPlusSettings(5, 0.25, Rates.LEARNED, 0, 0, Normaliser.PER_STEP);
    var programs = EpisodePrograms.of(rule, new Conv4Settings(3, Reduction.STRIDE), IMAGES);
    float[] theta = programs.initialise(Key.of(1));
    for (var parameter : programs.layout().parameters()) {
      boolean rate = parameter.name().startsWith("rate.");
      if (rate || parameter.name().endsWith(".scale")) {
        for (int i = 0; i < parameter.size(); i++) {
          assertThat(theta[parameter.offset() + i]).isEqualTo(rate ? 0.25f : 1f);
        }
      }
    }
  }

  /** At the minimum, where the implicit derivative is that of the minimum itself. */
  @Test
  void theImplicitGradientAgreesWithDifferences() {
    for (int seed = 0; seed < 3; seed++) {
      EpisodePrograms programs = programs(new ImamlSettings(250, 0.2, 2, 60));
      assertThat(MetaGradientCheck.differenceError(programs, Key.of(seed)))
          .as("seed %s", seed)
          .isLessThan(1e-5);
    }
  }

  @Test
  void afterFewStepsTheImplicitGradientIsNotTheirDerivative() {
    EpisodePrograms programs = programs(new ImamlSettings(1, 0.2, 2, 60));
    assertThat(MetaGradientCheck.differenceError(programs, Key.of(0))).isGreaterThan(1e-3);
  }

  /**
   * For a line, {@code phi* = (A + lambda I)^{-1} (b + lambda theta)} with {@code A = 2/n sum x
   * x^T} and {@code b = 2/n sum x y}, and the meta-gradient is {@code lambda (A + lambda I)^{-1}}
   * times the query gradient there.
   */
  @Test
  void theImplicitGradientOfALineAgreesWithTheClosedForm() {
    double lambda = 1.5;
    Program program = linear(new ImamlSettings(400, 0.1, lambda, 4)).training(1);
    Map<String, double[]> at = onLine(program, Key.of(6));
    double[][] support = normal(at, "support");
    double[] theta = {at.get("theta/head.weight")[0], at.get("theta/head.bias")[0]};
    double[] right = {
      support[1][0] + lambda * theta[0], support[1][1] + lambda * theta[1],
    };
    double[] phi = solve(support[0], lambda, right);
    double[][] query = normal(at, "query");
    double[] a = query[0];
    double[] slope = {
      a[0] * phi[0] + a[1] * phi[1] - query[1][0], a[1] * phi[0] + a[2] * phi[1] - query[1][1],
    };
    double[] solved = solve(support[0], lambda, slope);
    var outputs = ReferenceEngine.evaluate(program, at);
    assertThat(outputs.get("gradient/head.weight")[0]).isCloseTo(lambda * solved[0], within(1e-9));
    assertThat(outputs.get("gradient/head.bias")[0]).isCloseTo(lambda * solved[1], within(1e-9));
  }

  private static Map<String, double[]> onLine(Program program, Key key) {
    Map<String, double[]> at = MetaGradientCheck.numbers(program, key);
    for (String name : at.keySet()) {
      if (name.endsWith("weights")) {
        Arrays.fill(at.get(name), 1);
      }
    }
    return at;
  }

  /** The numbers xx, x1, 11 of A, and b. */
  private static double[][] normal(Map<String, double[]> at, String part) {
    double[] x = at.get(part + "/features");
    double[] y = at.get(part + "/targets");
    double[] a = new double[3];
    double[] b = new double[2];
    for (int i = 0; i < x.length; i++) {
      double share = 2.0 / x.length;
      a[0] += share * x[i] * x[i];
      a[1] += share * x[i];
      a[2] += share;
      b[0] += share * x[i] * y[i];
      b[1] += share * y[i];
    }
    return new double[][] {a, b};
  }

  private static double[] solve(double[] a, double lambda, double... right) {
    double p = a[0] + lambda;
    double q = a[2] + lambda;
    double determinant = p * q - a[1] * a[1];
    return new double[] {
      (q * right[0] - a[1] * right[1]) / determinant, (p * right[1] - a[1] * right[0]) / determinant
    };
  }

  @ParameterizedTest
  @EnumSource
  void oneNewtonStepFindsTheLeastSquares(CurvatureMatrix curvature) {
    Program program = linear(new NewtonSettings(1, 1, curvature, 1e-9, 2, 2)).evaluation(1, 1);
    Map<String, double[]> at = onLine(program, Key.of(7));
    at.put("query/features", at.get("support/features"));
    at.put("query/targets", at.get("support/targets"));
    double[][] normal = normal(at, "support");
    double[] best = solve(normal[0], 0, normal[1]);
    double[] x = at.get("support/features");
    double[] y = at.get("support/targets");
    double least = 0;
    for (int i = 0; i < x.length; i++) {
      least += Math.pow(best[0] * x[i] + best[1] - y[i], 2) / x.length;
    }
    var outputs = ReferenceEngine.evaluate(program, at);
    assertThat(outputs.get("error/1")[0]).isCloseTo(least, within(1e-9));
    assertThat(outputs.get("error/0")[0]).isGreaterThan(least + 1e-3);
  }

  @Test
  void onlyTheContextIsKeptOfATaskAndItStartsAtZero() {
    EpisodePrograms programs = programs(new CaviaSettings(2, 1, 4, 2));
    assertThat(programs.layout().parameters().get(0).shape()).isEqualTo(Shape.of(7, 6));
    for (int steps = 0; steps < 2; steps++) {
      Program program = programs.adaptation(TASKS, steps);
      var outputs =
          ReferenceEngine.evaluate(program, MetaGradientCheck.numbers(program, Key.of(8)));
      assertThat(outputs.keySet()).containsExactlyInAnyOrder("predictions", "adapted/context");
      double[] context = outputs.get("adapted/context");
      assertThat(context).hasSize(TASKS * 4);
      assertThat(Arrays.stream(context).anyMatch(c -> c != 0)).isEqualTo(steps > 0);
    }
  }

  /** A channel that is the same all over would be taken out again by the normalisation. */
  @Test
  void contextReachesANetworkThatNormalises() {
    var rule = new CaviaSettings(1, 1, 4, 2);
    var programs = EpisodePrograms.of(rule, new Conv4Settings(3, Reduction.STRIDE), IMAGES);
    Program program = programs.adaptation(TASKS, 1);
    var outputs = ReferenceEngine.evaluate(program, MetaGradientCheck.numbers(program, Key.of(9)));
    double[] context = outputs.get("adapted/context");
    assertThat(Arrays.stream(context).map(Math::abs).min().orElseThrow()).isGreaterThan(1e-6);
  }

  /** The identity at first, whatever its form. */
  @ParameterizedTest
  @EnumSource
  void freshCurvatureIsMaml(Curvature curvature) {
    EpisodePrograms curved = programs(new MetaCurvatureSettings(2, 0.1, curvature));
    Program program = curved.evaluation(TASKS, 2);
    Map<String, double[]> at = MetaGradientCheck.numbers(program, Key.of(10));
    float[] theta = curved.initialise(Key.of(1));
    for (var parameter : curved.layout().parameters()) {
      double[] values = new double[parameter.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = theta[parameter.offset() + i];
      }
      at.put("theta/" + parameter.name(), values);
    }
    Program maml = programs(new MamlSettings(2, 0.1, 2)).evaluation(TASKS, 2);
    Map<String, double[]> plain = new LinkedHashMap<>(at);
    plain.keySet().retainAll(maml.inputs().keySet());
    agree(ReferenceEngine.evaluate(program, at), ReferenceEngine.evaluate(maml, plain), 1e-12);
  }
}
