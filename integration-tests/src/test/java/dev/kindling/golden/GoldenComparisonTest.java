package dev.kindling.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learner.metric.CosineClassifierSettings;
import dev.kindling.learner.metric.MatchingSettings;
import dev.kindling.learner.metric.MatchingSettings.Context;
import dev.kindling.learner.metric.PrototypicalSettings;
import dev.kindling.learner.metric.PrototypicalSettings.Distance;
import dev.kindling.learner.metric.RelationSettings;
import dev.kindling.learner.metric.Temperature;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.program.Program;
import dev.kindling.task.TaskShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The learners that compare, as PyTorch computes them in double precision. */
class GoldenComparisonTest {
  private static final int TASKS = 2;
  private static final TaskShape CLASSES = new TaskShape(List.of(3), List.of(), 6, 5, 3);
  private static final TaskShape NUMBERS = new TaskShape(List.of(3), List.of(2), 6, 5);

  private record Case(String name, LearnerSettings rule, TaskShape shape) {

    JsonNode golden() throws IOException {
      try (InputStream in = Case.class.getResourceAsStream("/golden/" + name + ".json")) {
        return new ObjectMapper().readTree(in);
      }
    }

    EpisodePrograms programs() {
      return EpisodePrograms.of(rule, new MlpSettings(List.of(5), Activation.TANH), shape);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    var euclidean = PrototypicalSettings.defaults();
    var mahalanobis = new PrototypicalSettings(Distance.MAHALANOBIS, 0.5, 1, Temperature.LEARNED);
    return List.of(
        new Case("prototypical", euclidean, CLASSES),
        new Case("prototypical-numbers", euclidean, NUMBERS),
        new Case("prototypical-mahalanobis", mahalanobis, CLASSES),
        new Case("prototypical-mahalanobis-numbers", mahalanobis, NUMBERS),
        new Case("cosine-classifier", CosineClassifierSettings.defaults(), CLASSES),
        new Case("matching", MatchingSettings.defaults(), CLASSES),
        new Case(
            "matching-full", new MatchingSettings(Context.FULL, 3, 2, Temperature.FIXED), CLASSES),
        new Case("relation", new RelationSettings(4), CLASSES));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theReferenceComputesWhatPyTorchDoes(Case one) throws IOException {
    JsonNode golden = one.golden();
    EpisodePrograms programs = one.programs();
    var outputs = ReferenceEngine.evaluate(programs.training(TASKS), inputs(programs));
    agree(outputs.get(EpisodeNames.LOSS), golden.get("losses"), "losses");
    assertThat(golden.get("gradients").size()).isEqualTo(programs.layout().parameters().size());
    for (var parameter : programs.layout().parameters()) {
      String name = parameter.name();
      agree(outputs.get(EpisodeNames.gradient(name)), golden.get("gradients").get(name), name);
    }
  }

  /** The length of a direction has 1e-8 beside its square, which PyTorch does not add. */
  private static void agree(double[] actual, JsonNode expected, String name) {
    assertThat(actual).as(name).hasSize(expected.size());
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i])
          .as("%s[%s]", name, i)
          .isCloseTo(expected.get(i).asDouble(), within(1e-7));
    }
  }

  private static Map<String, double[]> inputs(EpisodePrograms programs) {
    Program program = programs.training(TASKS);
    Map<String, double[]> inputs = new LinkedHashMap<>();
    int seed = 0;
    for (var parameter : programs.layout().parameters()) {
      inputs.put(EpisodeNames.parameter(parameter.name()), numbers(seed++, parameter.size()));
    }
    for (String name : program.inputs().keySet()) {
      int size = program.inputShape(name).size();
      inputs.computeIfAbsent(name, absent -> data(programs.shape(), name, size));
    }
    return inputs;
  }

  /** The rule by which both sides make their numbers. */
  private static double[] numbers(int seed, int size) {
    return IntStream.range(0, size)
        .mapToDouble(i -> (7919L * i + 104729L * seed) % 2003 / 2003.0 - 0.5)
        .toArray();
  }

  /** Task t has numbers 100 + 4 t and on, in the order support, its targets, query, its targets. */
  private static double[] data(TaskShape shape, String name, int size) {
    double[] values = new double[size];
    if (name.endsWith("weights")) {
      Arrays.fill(values, 1);
      return values;
    }
    boolean classes = name.endsWith("targets") && shape.classes() > 0;
    int part = (name.startsWith("query") ? 2 : 0) + (name.endsWith("targets") ? 1 : 0);
    int each = size / TASKS;
    for (int task = 0; task < TASKS; task++) {
      double[] own = numbers(100 + 4 * task + part, each);
      for (int i = 0; i < each; i++) {
        values[task * each + i] = classes ? Math.floorDiv(i * shape.classes(), each) : own[i];
      }
    }
    return values;
  }
}
