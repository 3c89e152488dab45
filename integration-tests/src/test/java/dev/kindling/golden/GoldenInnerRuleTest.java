package dev.kindling.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learner.gradient.CaviaSettings;
import dev.kindling.learner.gradient.ImamlSettings;
import dev.kindling.learner.gradient.MamlPlusPlusSettings;
import dev.kindling.learner.gradient.MamlPlusPlusSettings.Normaliser;
import dev.kindling.learner.gradient.MamlPlusPlusSettings.Rates;
import dev.kindling.learner.gradient.MetaCurvatureSettings;
import dev.kindling.learner.gradient.MetaCurvatureSettings.Curvature;
import dev.kindling.learner.gradient.NewtonSettings;
import dev.kindling.learner.gradient.NewtonSettings.CurvatureMatrix;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.program.Program;
import dev.kindling.task.TaskShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Learners with inner rules of their own, as PyTorch computes them in double precision. */
class GoldenInnerRuleTest {
  private static final int TASKS = 2;
  private static final TaskShape ROWS = new TaskShape(List.of(3), List.of(2), 6, 5);
  private static final TaskShape IMAGES = new TaskShape(List.of(7, 6, 2), List.of(), 6, 9, 3);
  private static final Map<String, Double> WEIGHTS =
      Map.of(
          "control/weight-of-step-1", 0.2,
          "control/weight-of-step-2", 0.2,
          "control/weight-of-step-3", 0.6);

  private record RuleCase(
      String name, LearnerSettings learner, ModelSettings model, TaskShape shape) {
    JsonNode golden() throws IOException {
      try (InputStream in = RuleCase.class.getResourceAsStream("/golden/" + name + ".json")) {
        return new ObjectMapper().readTree(in);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<RuleCase> cases() {
    return List.of(
        onRows("maml-plus-plus", plusPlus(3, 10, Normaliser.SHARED)),
        onImages("maml-plus-plus-images", plusPlus(2, 0, Normaliser.PER_STEP)),
        onRows("imaml", new ImamlSettings(4, 0.2, 1.5, 40)),
        onRows("cavia", new CaviaSettings(3, 0.7, 2, 2)),
        onImages("cavia-images", new CaviaSettings(2, 0.7, 2, 2)),
        onRows("newton", new NewtonSettings(2, 0.8, CurvatureMatrix.HESSIAN, 2, 40, 2)),
        onRows(
            "gauss-newton", new NewtonSettings(2, 0.8, CurvatureMatrix.GAUSS_NEWTON, 0.5, 40, 2)),
        onImages(
            "gauss-newton-images",
            new NewtonSettings(1, 0.8, CurvatureMatrix.GAUSS_NEWTON, 0.5, 20, 2)),
        onRows("meta-curvature-diagonal", curved(2, Curvature.DIAGONAL)),
        onRows("meta-curvature", curved(2, Curvature.KRONECKER)),
        onImages("meta-curvature-images", curved(1, Curvature.KRONECKER)));
  }

  private static LearnerSettings plusPlus(int steps, long multiStep, Normaliser normaliser) {
    return new MamlPlusPlusSettings(steps, 0.1, Rates.LEARNED, multiStep, 0, normaliser);
  }

  private static LearnerSettings curved(int steps, Curvature curvature) {
    return new MetaCurvatureSettings(steps, 0.1, curvature);
  }

  private static RuleCase onRows(String name, LearnerSettings learner) {
    return new RuleCase(name, learner, new MlpSettings(List.of(4), Activation.TANH), ROWS);
  }

  private static RuleCase onImages(String name, LearnerSettings learner) {
    return new RuleCase(
        name, learner, new Conv4Settings(3, Conv4Settings.Reduction.STRIDE), IMAGES);
  }

  /** The rule by which both sides make their numbers. */
  private static double[] numbers(int seed, int size) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> (7919L * i + 104729L * seed) % 2003 / 2003.0 - 0.5);
    return values;
  }

  private static Map<String, double[]> inputs(
      RuleCase one, EpisodePrograms programs, Program program) {
    Map<String, double[]> inputs = new LinkedHashMap<>();
    int seed = 0;
    for (var parameter : programs.layout().parameters()) {
      String name = EpisodeNames.parameter(parameter.name());
      inputs.put(name, numbers(seed++, parameter.size()));
    }
    for (String name : program.inputs().keySet()) {
      int size = program.inputShape(name).size();
      inputs.computeIfAbsent(name, absent -> data(one, name, size));
    }
    inputs.keySet().retainAll(program.inputs().keySet());
    return inputs;
  }

  /** Task t has numbers 100 + 4 t and on, in the order support, its targets, query, its targets. */
  private static double[] data(RuleCase one, String name, int size) {
    double[] values = new double[size];
    if (name.endsWith("weights") || name.startsWith(EpisodeNames.CONTROLS)) {
      Arrays.fill(values, WEIGHTS.getOrDefault(name, 1.0));
      return values;
    }
    boolean targets = name.endsWith("targets");
    int part = (name.startsWith("query") ? 2 : 0) + (targets ? 1 : 0);
    int each = size / TASKS;
    for (int task = 0; task < TASKS; task++) {
      double[] own = numbers(100 + 4 * task + part, each);
      for (int i = 0; i < each; i++) {
        boolean named = targets && one.shape().classes() > 0;
        values[task * each + i] = named ? Math.floorDiv(i * one.shape().classes(), each) : own[i];
      }
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theReferenceComputesWhatPyTorchDoes(RuleCase one) throws IOException {
    EpisodePrograms programs = EpisodePrograms.of(one.learner(), one.model(), one.shape());
    Program program = programs.training(TASKS);
    var outputs = ReferenceEngine.evaluate(program, inputs(one, programs, program));
    JsonNode golden = one.golden();
    assertThat(SampleNumbers.difference(outputs.get("loss"), array(golden.get("losses"))))
        .isLessThan(1e-9);
    assertThat(golden.get("gradients")).hasSameSizeAs(programs.layout().parameters());
    for (var parameter : programs.layout().parameters()) {
      double[] expected = array(golden.get("gradients").get(parameter.name()));
      double[] actual = outputs.get(EpisodeNames.gradient(parameter.name()));
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.length; i++) {
        assertThat(Math.abs(actual[i] - expected[i]))
            .as("%s at %s: %s for %s", parameter.name(), i, actual[i], expected[i])
            .isLessThan(1e-8);
      }
    }
  }

  private static double[] array(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }
}
