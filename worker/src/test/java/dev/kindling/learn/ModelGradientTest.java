package dev.kindling.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.check.EngineCheck;
import dev.kindling.check.MetaGradientCheck;
import dev.kindling.engine.onednn.OneDnnEngine;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model, through two inner steps of exact second order, and every learner. */
class ModelGradientTest {
  static List<Episodes> models() {
    return Stream.concat(Episodes.all().stream(), Episodes.exactLearners().stream()).toList();
  }

  static List<Episodes> modelsAndPooling() {
    return Stream.concat(Episodes.allAndPooling().stream(), Episodes.learners().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("models")
  void theMetaGradientAgreesWithDifferences(Episodes episodes) {
    EpisodePrograms learner = episodes.learner();
    Program program = learner.training(Episodes.TASKS);
    for (int seed = 0; seed < 2; seed++) {
      Key key = Key.of(seed);
      var at = episodes.numbers(program, key);
      assertThat(MetaGradientCheck.differenceError(learner, program, at, key))
          .as("seed %s", seed)
          .isLessThan(1e-6);
    }
  }

  /** In floats, the places where a rectifier turns make the larger differences. */
  @ParameterizedTest
  @MethodSource("modelsAndPooling")
  void oneDnnComputesWhatTheReferenceDoes(Episodes episodes) {
    var engine = new OneDnnEngine("auto", 1L << 30);
    Program program = episodes.learner().training(Episodes.TASKS);
    var at = episodes.numbers(program, Key.of(5));
    assertThat(EngineCheck.error(program, at, engine)).isLessThan(1e-4);
  }
}
