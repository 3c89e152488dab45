package dev.kindling.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.check.EngineCheck;
import dev.kindling.check.Numbers;
import dev.kindling.engine.Engine;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.engine.nd4j.Nd4jEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.Learner;
import dev.kindling.learn.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.program.Program;
import dev.kindling.task.TaskShape;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exact second order through five inner steps, as PyTorch computes it in double precision. */
class GoldenGradientTest {
  private static final int TASKS = 2;

  private static final Case MLP =
      new Case(
          "mlp",
          new MlpSettings(List.of(8, 7), Activation.RELU),
          new TaskShape(List.of(3), List.of(2), 6, 5));

  private static final Case CONV4 =
      new Case(
          "conv4",
          new Conv4Settings(4, Conv4Settings.Reduction.POOL),
          new TaskShape(List.of(17, 16, 2), List.of(), 6, 9, 3));

  private record Case(String name, ModelSettings model, TaskShape shape) {
    JsonNode golden() throws IOException {
      try (InputStream in = Case.class.getResourceAsStream("/golden/" + name + ".json")) {
        return new ObjectMapper().readTree(in);
      }
    }

    Learner learner() throws IOException {
      JsonNode golden = golden();
      int steps = golden.get("steps").asInt();
      return new MamlSettings(steps, golden.get("alpha").asDouble(), 2)
          .build(model.build(shape), shape);
    }
  }

  /** The rule by which both sides make their numbers. */
  private static double[] numbers(int seed, int size) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> (7919L * i + 104729L * seed) % 2003 / 2003.0 - 0.5);
    return values;
  }

  private static Map<String, double[]> inputs(Case one) throws IOException {
    Learner learner = one.learner();
    Program program = learner.training(TASKS);
    Map<String, double[]> inputs = new LinkedHashMap<>();
    int seed = 0;
    for (var parameter : learner.layout().parameters()) {
      String name = EpisodeNames.parameter(parameter.name());
      inputs.put(name, numbers(seed++, parameter.size()));
    }
    for (String name : program.inputs().keySet()) {
      int size = program.inputShape(name).size();
      inputs.computeIfAbsent(name, absent -> data(name, size, one.shape().classes()));
    }
    return inputs;
  }

  /** Task t has numbers 100 + 4 t and on, in the order support, its targets, query, its targets. */
  private static double[] data(String name, int size, int classes) {
    double[] values = new double[size];
    if (name.endsWith("weights")) {
      Arrays.fill(values, 1);
      return values;
    }
    boolean targets = name.endsWith("targets");
    int part = (name.startsWith("query") ? 2 : 0) + (targets ? 1 : 0);
    int each = size / TASKS;
    for (int task = 0; task < TASKS; task++) {
      double[] own = numbers(100 + 4 * task + part, each);
      for (int i = 0; i < each; i++) {
        int label = Math.floorDiv(i * classes, each);
        values[task * each + i] = targets && classes > 0 ? label : own[i];
      }
    }
    return values;
  }

  private static void agreesInDouble(Case one) throws IOException {
    JsonNode golden = one.golden();
    var outputs = ReferenceEngine.evaluate(one.learner().training(TASKS), inputs(one));
    assertThat(relative(outputs.get(EpisodeNames.LOSS), array(golden.get("losses"))))
        .isLessThan(1e-10);
    assertThat(golden.get("gradients").size())
        .isEqualTo(one.learner().layout().parameters().size());
    for (var parameter : one.learner().layout().parameters()) {
      double[] expected = array(golden.get("gradients").get(parameter.name()));
      double[] actual = outputs.get(EpisodeNames.gradient(parameter.name()));
      assertThat(distance(actual, expected))
          .as(parameter.name())
          .isLessThan(1e-8 * Math.max(norm(expected), norm(whole(golden)) * 1e-3));
    }
  }

  private static double[] whole(JsonNode golden) {
    return array(golden.get("gradients"));
  }

  private static double[] array(JsonNode numbers) {
    return flatten(numbers).stream().mapToDouble(JsonNode::asDouble).toArray();
  }

  private static List<JsonNode> flatten(JsonNode node) {
    if (node.isValueNode()) {
      return List.of(node);
    }
    List<JsonNode> all = new ArrayList<>();
    node.forEach(child -> all.addAll(flatten(child)));
    return all;
  }

  private static double relative(double[] actual, double[] expected) {
    return distance(actual, expected) / norm(expected);
  }

  private static double distance(double[] a, double[] b) {
    assertThat(a).hasSameSizeAs(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  private static double norm(double... values) {
    return distance(values, new double[values.length]);
  }

  @Test
  void theReferenceComputesAPerceptronAsPyTorchDoes() throws IOException {
    agreesInDouble(MLP);
  }

  @Test
  void theReferenceComputesAConvolutionalNetworkAsPyTorchDoes() throws IOException {
    agreesInDouble(CONV4);
  }

  static Stream<Engine> floatEngines() {
    return Stream.of(new OneDnnEngine("auto", 1L << 30), new Nd4jEngine(1L << 30));
  }

  /** In float, both rounding and the places where a ReLU or a pool turns make the difference. */
  @ParameterizedTest
  @MethodSource("floatEngines")
  void floatEnginesComputeBothWithinTheirNoise(Engine engine) throws IOException {
    for (Case one : List.of(MLP, CONV4)) {
      Map<String, double[]> inputs = new LinkedHashMap<>();
      inputs(one).forEach((name, values) -> inputs.put(name, rounded(values)));
      double error = EngineCheck.error(one.learner().training(TASKS), inputs, engine);
      assertThat(error).as(one.name()).isLessThan(1e-3);
    }
  }

  private static double[] rounded(double[] values) {
    return Numbers.doubles(Numbers.floats(values));
  }
}
