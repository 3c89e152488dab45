package dev.kindling.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learner.gradient.AnilSettings;
import dev.kindling.learner.gradient.BoilSettings;
import dev.kindling.learner.gradient.MetaSgdSettings;
import dev.kindling.learner.gradient.PretrainSettings;
import dev.kindling.learner.gradient.ReptileSettings;
import dev.kindling.learner.gradient.ReptileSettings.Descent;
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
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The update rules of learners on a perceptron, as PyTorch computes them in double precision. */
class GoldenLearnerTest {
  private static final int TASKS = 2;
  private static final int STEPS = 3;
  private static final int JUDGED = 4;
  private static final double ALPHA = 0.1;
  private static final TaskShape SHAPE = new TaskShape(List.of(3), List.of(2), 6, 5);

  static List<Arguments> learners() {
    return List.of(
        Arguments.of("anil", new AnilSettings(STEPS, ALPHA, 2)),
        Arguments.of("boil", new BoilSettings(STEPS, ALPHA, 2)),
        Arguments.of("meta-sgd", new MetaSgdSettings(STEPS, 1, 2)),
        Arguments.of("reptile-sgd", new ReptileSettings(STEPS, ALPHA, Descent.SGD)),
        Arguments.of("reptile-adam", new ReptileSettings(STEPS, ALPHA, Descent.ADAM, 0, 0.9, 1e-3)),
        Arguments.of("pretrain", new PretrainSettings(ALPHA)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("learners")
  void theMetaParametersMoveAsPyTorchMovesThem(String name, LearnerSettings rule)
      throws IOException {
    EpisodePrograms programs = programs(rule);
    Program program = programs.training(TASKS);
    var outputs = ReferenceEngine.evaluate(program, inputs(programs, program));
    JsonNode golden = golden(name);
    assertNear(outputs.get(EpisodeNames.LOSS), array(golden.get("losses")), EpisodeNames.LOSS);
    JsonNode gradients = golden.get("gradients");
    assertThat(gradients.size()).isEqualTo(programs.layout().parameters().size());
    for (var parameter : programs.layout().parameters()) {
      double[] actual = outputs.get(EpisodeNames.gradient(parameter.name()));
      assertNear(actual, array(gradients.get(parameter.name())), parameter.name());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("learners")
  void tasksAreLearnedStepByStepAsPyTorchLearnsThem(String name, LearnerSettings rule)
      throws IOException {
    EpisodePrograms programs = programs(rule);
    Program program = programs.evaluation(TASKS, JUDGED);
    var outputs = ReferenceEngine.evaluate(program, inputs(programs, program));
    JsonNode errors = golden(name).get("errors");
    for (int step = 0; step <= JUDGED; step++) {
      int after = step;
      double[] expected =
          IntStream.range(0, TASKS).mapToDouble(t -> errors.get(t).get(after).asDouble()).toArray();
      assertNear(outputs.get(EpisodeNames.error(step)), expected, "step " + step);
    }
  }

  private static EpisodePrograms programs(LearnerSettings rule) {
    return EpisodePrograms.of(rule, new MlpSettings(List.of(8, 7), Activation.TANH), SHAPE);
  }

  private static JsonNode golden(String name) throws IOException {
    try (InputStream in = JsonNode.class.getResourceAsStream("/golden/" + name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static double[] array(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static void assertNear(double[] actual, double[] expected, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i]))
          .as("%s[%d]: %s, %s expected", what, i, actual[i], expected[i])
          .isLessThan(1e-9 * largest + 1e-12);
    }
  }

  private static Map<String, double[]> inputs(EpisodePrograms programs, Program program) {
    Map<String, double[]> inputs = new LinkedHashMap<>();
    int seed = 0;
    for (var parameter : programs.layout().parameters()) {
      inputs.put(EpisodeNames.parameter(parameter.name()), numbers(seed++, parameter.size()));
    }
    for (String name : program.inputs().keySet()) {
      int size = program.inputShape(name).size();
      inputs.computeIfAbsent(name, absent -> data(name, size));
    }
    return inputs;
  }

  /** Task t has numbers 100 + 4 t and on, in the order support, its targets, query, its targets. */
  private static double[] data(String name, int size) {
    double[] values = new double[size];
    if (name.endsWith("weights")) {
      Arrays.fill(values, 1);
      return values;
    }
    int part = (name.startsWith("query") ? 2 : 0) + (name.endsWith("targets") ? 1 : 0);
    int each = size / TASKS;
    for (int task = 0; task < TASKS; task++) {
      System.arraycopy(numbers(100 + 4 * task + part, each), 0, values, task * each, each);
    }
    return values;
  }

  /** The rule by which both sides make their numbers. */
  private static double[] numbers(int seed, int size) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> (7919L * i + 104729L * seed) % 2003 / 2003.0 - 0.5);
    return values;
  }
}
