package dev.kindling.learner.closed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learner.closed.MetaOptNetSettings.Machine;
import dev.kindling.metric.Shares;
import dev.kindling.model.Activation;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.TaskShape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was trained on tasks of five classes learns tasks of seven. */
class OtherWaysTest {
  private static final int TASKS = 8;
  private static final int QUERIES = 2;
  private static final int SIGNAL = 2;
  private static final int WIDTH = 8;

  static List<LearnerSettings> learners() {
    return List.of(
        new R2D2Settings(1, 5),
        new LrD2Settings(3, 1, 1),
        new MetaOptNetSettings(Machine.RIDGE, 1, 0.1, 15, 5),
        new MetaOptNetSettings(Machine.SVM, 1, 0.1, 15, 5));
  }

  private static EpisodePrograms programs(LearnerSettings settings, int ways) {
    var shape = new TaskShape(List.of(WIDTH), List.of(), ways, QUERIES * ways, ways);
    return EpisodePrograms.of(settings, new MlpSettings(List.of(12), Activation.TANH), shape);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void tasksOfSevenClassesAreLearnedByWhatWasTrainedOnFive(LearnerSettings settings) {
    EpisodePrograms five = programs(settings, 5);
    EpisodePrograms seven = programs(settings, 7);
    assertThat(seven.layout()).isEqualTo(five.layout());
    double[] fresh = new double[five.layout().size()];
    float[] start = five.initialise(Key.of(1));
    Arrays.setAll(fresh, i -> start[i]);
    double[] trained = fresh.clone();
    Program training = five.training(TASKS);
    for (int step = 0; step < 60; step++) {
      descend(five, training, trained, Key.of(2).fold(step));
    }
    assertThat(accuracy(seven, trained)).isGreaterThan(accuracy(seven, fresh) + 0.1);
  }

  private static void descend(EpisodePrograms programs, Program program, double[] theta, Key key) {
    Map<String, double[]> outputs =
        ReferenceEngine.evaluate(program, inputs(programs, program, theta, key));
    for (Parameter parameter : programs.layout().parameters()) {
      double[] gradient = outputs.get(EpisodeNames.gradient(parameter.name()));
      for (int i = 0; i < gradient.length; i++) {
        theta[parameter.offset() + i] -= 0.1 * gradient[i] / TASKS;
      }
    }
  }

  private static double accuracy(EpisodePrograms programs, double... theta) {
    int steps = programs.learner().steps();
    Program program = programs.evaluation(TASKS, steps);
    double sum = 0;
    for (int block = 0; block < 5; block++) {
      var at = inputs(programs, program, theta, Key.of(3).fold(block));
      double[] said = ReferenceEngine.evaluate(program, at).get(EpisodeNames.predictions(steps));
      sum += Shares.right(programs.shape(), said, at.get("query/targets"));
    }
    return sum / 5;
  }

  /** Classes differ in the first two numbers; the others are noise, as large as these. */
  private static Map<String, double[]> inputs(
      EpisodePrograms programs, Program program, double[] theta, Key key) {
    Map<String, double[]> at = new LinkedHashMap<>();
    for (Parameter parameter : programs.layout().parameters()) {
      at.put(
          EpisodeNames.parameter(parameter.name()),
          Arrays.copyOfRange(theta, parameter.offset(), parameter.offset() + parameter.size()));
    }
    int ways = programs.shape().classes();
    for (String part : List.of("support", "query")) {
      int examples = part.equals("support") ? ways : QUERIES * ways;
      double[] features = new double[TASKS * examples * WIDTH];
      double[] targets = new double[TASKS * examples];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = i % examples % ways;
        int named = i / examples * ways + (int) targets[i];
        for (int j = 0; j < WIDTH; j++) {
          double own = key.fold(part).normal((long) i * WIDTH + j);
          features[i * WIDTH + j] =
              j < SIGNAL ? 2 * key.normal((long) named * SIGNAL + j) + 0.2 * own : 2 * own;
        }
      }
      at.put(part + "/features", features);
      at.put(part + "/targets", targets);
    }
    for (String name : program.inputs().keySet()) {
      double[] ones = new double[program.inputShape(name).size()];
      Arrays.fill(ones, 1);
      at.putIfAbsent(name, ones);
    }
    return at;
  }
}
