package dev.kindling.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.check.EngineCheck;
import dev.kindling.check.SampleNumbers;
import dev.kindling.engine.Engine;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.engine.nd4j.Nd4jEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.model.Activation;
import dev.kindling.model.Conv4Settings;
import dev.kindling.model.Inputs;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.Model;
import dev.kindling.model.ModelSettings;
import dev.kindling.model.Normalisation;
import dev.kindling.model.Resnet12Settings;
import dev.kindling.model.SequenceSettings;
import dev.kindling.model.SequenceSettings.Cell;
import dev.kindling.model.TableSettings;
import dev.kindling.program.Program;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import dev.kindling.trace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Exact second order through inner steps, as PyTorch computes it in double precision. */
class GoldenGradientTest {
  private static final int TASKS = 2;

  /**
   * @param cardinalities of the last columns, which are codes
   */
  private record Case(String name, Model model, TaskShape shape, List<Integer> cardinalities) {
    static Case of(String name, ModelSettings settings, TaskShape shape) {
      return new Case(name, settings.build(shape), shape, List.of());
    }

    JsonNode golden() throws IOException {
      try (InputStream in = Case.class.getResourceAsStream("/golden/" + name + ".json")) {
        return new ObjectMapper().readTree(in);
      }
    }

    EpisodePrograms learner() throws IOException {
      JsonNode golden = golden();
      int steps = golden.get("steps").asInt();
      var settings = new MamlSettings(steps, golden.get("alpha").asDouble(), 2);
      return EpisodePrograms.of(settings, any -> model, shape);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    TaskShape images = new TaskShape(List.of(7, 6, 2), List.of(), 6, 9, 3);
    TaskShape sequences = new TaskShape(List.of(4, 2), List.of(2), 6, 5);
    TaskShape rows = new TaskShape(List.of(4), List.of(1), 6, 5, 1);
    List<Integer> codes = List.of(3, 5);
    var table = new TableSettings(codes, 2, List.of(4), Activation.TANH);
    return List.of(
        Case.of(
            "mlp",
            new MlpSettings(List.of(8, 7), Activation.RELU),
            new TaskShape(List.of(3), List.of(2), 6, 5)),
        Case.of(
            "conv4",
            new Conv4Settings(4, Conv4Settings.Reduction.POOL),
            new TaskShape(List.of(17, 16, 2), List.of(), 6, 9, 3)),
        Case.of("resnet12", new Resnet12Settings(List.of(3, 4), Normalisation.BATCH), images),
        Case.of(
            "resnet12-support", new Resnet12Settings(List.of(3), Normalisation.SUPPORT), images),
        Case.of("lstm", new SequenceSettings(Cell.LSTM, 3), sequences),
        Case.of("gru", new SequenceSettings(Cell.GRU, 3), sequences),
        new Case("table", table.build(rows), rows, codes),
        new Case(
            "attention",
            new Model(new AttentionNetwork(), new NoHead()),
            new TaskShape(List.of(6), List.of(2), 6, 5),
            List.of()));
  }

  /** The rule by which both sides make their numbers. */
  private static double[] numbers(int seed, int size) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> (7919L * i + 104729L * seed) % 2003 / 2003.0 - 0.5);
    return values;
  }

  private static Map<String, double[]> inputs(Case one) throws IOException {
    EpisodePrograms learner = one.learner();
    Program program = learner.training(TASKS);
    Map<String, double[]> inputs = new LinkedHashMap<>();
    int seed = 0;
    for (var parameter : learner.layout().parameters()) {
      String name = EpisodeNames.parameter(parameter.name());
      inputs.put(name, numbers(seed++, parameter.size()));
    }
    for (String name : program.inputs().keySet()) {
      int size = program.inputShape(name).size();
      inputs.computeIfAbsent(name, absent -> data(one, name, size));
    }
    return inputs;
  }

  /** Task t has numbers 100 + 4 t and on, in the order support, its targets, query, its targets. */
  private static double[] data(Case one, String name, int size) {
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
        values[task * each + i] =
            targets ? target(one.shape(), own[i], i, each) : feature(one, own[i], i);
      }
    }
    return values;
  }

  private static double target(TaskShape shape, double number, int i, int each) {
    return switch (shape.targetKind()) {
      case NUMBERS -> number;
      case BINARY -> number > 0 ? 1 : 0;
      case CLASSES -> Math.floorDiv(i * shape.classes(), each);
    };
  }

  private static double feature(Case one, double number, int i) {
    List<Integer> features = one.shape().features();
    int columns = features.get(features.size() - 1);
    int code = i % columns - columns + one.cardinalities().size();
    return code < 0 ? number : Math.floor((number + 0.5) * one.cardinalities().get(code));
  }

  /** What the model says of the support examples before any step. */
  private static double[] forward(Case one) throws IOException {
    var trace = new Trace();
    Map<String, Symbol> theta = new LinkedHashMap<>();
    for (var parameter : one.model().parameters().parameters()) {
      String name = EpisodeNames.parameter(parameter.name());
      theta.put(parameter.name(), trace.input(name, parameter.shape()).repeat(TASKS));
    }
    List<Integer> dimensions = new ArrayList<>(List.of(TASKS, one.shape().support()));
    dimensions.addAll(one.shape().features());
    String name = EpisodeNames.features(EpisodeNames.SUPPORT);
    Symbol features = trace.input(name, Shape.of(dimensions));
    trace.output("scores", one.model().apply(Symbols.of(theta), Inputs.of(features)));
    return ReferenceEngine.evaluate(trace.program(), inputs(one)).get("scores");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theReferenceComputesWhatPyTorchDoes(Case one) throws IOException {
    JsonNode golden = one.golden();
    assertThat(relative(forward(one), array(golden.get("forward")))).isLessThan(1e-10);
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

  static Stream<Arguments> casesOnFloatEngines() {
    List<Engine> engines = List.of(new OneDnnEngine("auto", 1L << 30), new Nd4jEngine(1L << 30));
    return cases().stream()
        .flatMap(one -> engines.stream().map(engine -> Arguments.of(one, engine.name(), engine)));
  }

  /** Rounding explains the difference: it is of the size that rounding alone makes. */
  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("casesOnFloatEngines")
  void floatEnginesComputeItWithinTheNoiseOfFloats(Case one, String name, Engine engine)
      throws IOException {
    Map<String, double[]> inputs = new LinkedHashMap<>();
    inputs(one).forEach((input, values) -> inputs.put(input, rounded(values)));
    Program program = one.learner().training(TASKS);
    double error = EngineCheck.error(program, inputs, engine);
    double noise = noise(program, inputs);
    assertThat(noise).isBetween(1e-9, 1e-3);
    assertThat(error).as("%s, where rounding makes %s", name, noise).isLessThan(1e-3);
    assertThat(error / noise).as("%s and %s by rounding", error, noise).isLessThan(10);
  }

  /** How far off the outputs are when each instruction's exact result is rounded. */
  private static double noise(Program program, Map<String, double[]> inputs) {
    var exact = ReferenceEngine.evaluate(program, inputs);
    var rounded = ReferenceEngine.evaluateRounded(program, inputs);
    return exact.keySet().stream()
        .mapToDouble(name -> SampleNumbers.difference(rounded.get(name), exact.get(name)))
        .max()
        .orElseThrow();
  }

  private static double[] rounded(double[] values) {
    return SampleNumbers.doubles(SampleNumbers.floats(values));
  }
}
