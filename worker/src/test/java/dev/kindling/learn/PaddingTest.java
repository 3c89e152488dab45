package dev.kindling.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.check.EngineCheck;
import dev.kindling.engine.ReferenceEngine;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Examples of weight 0 at a task's end change nothing, to the bit. */
class PaddingTest {
  private static final int MORE = 3;
  private static final Key KEY = Key.of(8);

  static List<Episodes> models() {
    return Stream.concat(Episodes.allAndPooling().stream(), Episodes.learners().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("models")
  void paddedTasksAreLearnedAsTheyAreWithoutPadding(Episodes episodes) {
    EpisodePrograms fixed = episodes.learner();
    EpisodePrograms padded = episodes.learner(Sizes.VARYING, larger(episodes.shape()));
    agree(episodes, fixed.training(Episodes.TASKS), padded.training(Episodes.TASKS));
    agree(episodes, fixed.evaluation(Episodes.TASKS, 2), padded.evaluation(Episodes.TASKS, 2));
  }

  @ParameterizedTest
  @MethodSource("models")
  void oneDnnComputesPaddedTasksToo(Episodes episodes) {
    EpisodePrograms learner = episodes.learner(Sizes.VARYING, larger(episodes.shape()));
    Program program = learner.training(Episodes.TASKS);
    Program fixed = episodes.learner().training(Episodes.TASKS);
    var at = padded(episodes, program, episodes.numbers(fixed, KEY));
    assertThat(EngineCheck.error(program, at, new OneDnnEngine("auto", 1L << 30))).isLessThan(1e-4);
  }

  private static TaskShape larger(TaskShape shape) {
    return shape.sized(shape.support() + MORE, shape.query() + MORE);
  }

  private static void agree(Episodes episodes, Program fixed, Program padded) {
    Map<String, double[]> at = episodes.numbers(fixed, KEY);
    var expected = ReferenceEngine.evaluate(fixed, at);
    var actual = ReferenceEngine.evaluate(padded, padded(episodes, padded, at));
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach(
        (name, values) -> assertThat(own(name, actual, values)).as(name).isEqualTo(values));
  }

  /** What is said of filling comes after what is said of each task's own examples. */
  private static double[] own(String name, Map<String, double[]> actual, double[] expected) {
    double[] values = actual.get(name);
    if (!name.startsWith(EpisodeNames.PREDICTIONS)) {
      return values;
    }
    double[] own = new double[expected.length];
    int each = expected.length / Episodes.TASKS;
    for (int task = 0; task < Episodes.TASKS; task++) {
      System.arraycopy(values, task * values.length / Episodes.TASKS, own, task * each, each);
    }
    return own;
  }

  /** Other examples come after each task's own, and weigh nothing. */
  private static Map<String, double[]> padded(
      Episodes episodes, Program program, Map<String, double[]> at) {
    Map<String, double[]> padded = new LinkedHashMap<>(at);
    Map<String, double[]> others = episodes.numbers(program, KEY.fold("others"));
    others.forEach(
        (name, values) -> {
          int all = values.length / Episodes.TASKS;
          int own = at.get(name).length / Episodes.TASKS;
          if (own < all) {
            double[] filled = name.endsWith("weights") ? new double[values.length] : values;
            for (int task = 0; task < Episodes.TASKS; task++) {
              System.arraycopy(at.get(name), task * own, filled, task * all, own);
            }
            padded.put(name, filled);
          }
        });
    return padded;
  }
}
