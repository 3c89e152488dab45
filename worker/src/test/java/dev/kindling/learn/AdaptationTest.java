package dev.kindling.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.engine.ReferenceEngine;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an adaptation says of the query examples is what the evaluation judges, to the bit. */
class AdaptationTest {
  private static final int ASKED = 3;

  static List<Episodes> episodes() {
    return Stream.concat(Episodes.all().stream(), Episodes.learners().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("episodes")
  void theAdaptationIsTheLastStepOfTheEvaluation(Episodes episodes) {
    EpisodePrograms programs = episodes.learner();
    int steps = programs.learner().evaluationSteps(ASKED);
    Program evaluation = programs.evaluation(Episodes.TASKS, steps);
    Program adaptation = programs.adaptation(Episodes.TASKS, steps);
    Map<String, double[]> at = episodes.numbers(evaluation, Key.of(4));
    Map<String, double[]> without = new LinkedHashMap<>(at);
    without.keySet().retainAll(adaptation.inputs().keySet());
    assertThat(adaptation.inputs()).doesNotContainKey("query/targets");

    double[] predictions =
        ReferenceEngine.evaluate(adaptation, without).get(EpisodeNames.PREDICTIONS);
    double[] judged = ReferenceEngine.evaluate(evaluation, at).get(EpisodeNames.error(steps));

    assertThat(losses(episodes, predictions, at)).containsExactly(judged);
  }

  /** What was kept of a task gives the same answers as learning it anew. */
  @ParameterizedTest
  @MethodSource("episodes")
  void whatIsKeptOfATaskIsEnoughToAskIt(Episodes episodes) {
    EpisodePrograms programs = episodes.learner();
    int steps = programs.learner().evaluationSteps(ASKED);
    Program adaptation = programs.adaptation(Episodes.TASKS, steps);
    Program adapting = programs.adapting(Episodes.TASKS, steps);
    Program answering = programs.answering(Episodes.TASKS, steps);
    assertThat(adapting.inputs().keySet()).noneMatch(name -> name.startsWith("query"));

    Map<String, double[]> at = episodes.numbers(adaptation, Key.of(4));
    Map<String, double[]> given = new LinkedHashMap<>(of(adapting, at));
    given.putAll(at);
    assertThat(of(answering, given).get(EpisodeNames.PREDICTIONS))
        .containsExactly(of(adaptation, at).get(EpisodeNames.PREDICTIONS));
  }

  @Test
  void askingTakesNoSupportExamplesWhereParametersSayAll() {
    for (int steps : List.of(0, 1, 9)) {
      Program answering = Episodes.all().get(0).learner().answering(Episodes.TASKS, steps);
      assertThat(answering.inputs().keySet())
          .noneMatch(name -> name.startsWith("support"))
          .anyMatch(name -> name.startsWith(EpisodeNames.ADAPTED));
      assertThat(answering.size()).isLessThan(30);
    }
  }

  private static Map<String, double[]> of(Program program, Map<String, double[]> numbers) {
    Map<String, double[]> own = new LinkedHashMap<>(numbers);
    own.keySet().retainAll(program.inputs().keySet());
    return ReferenceEngine.evaluate(program, own);
  }

  private static double[] losses(
      Episodes episodes, double[] predictions, Map<String, double[]> at) {
    var trace = new Trace();
    var shape = episodes.shape();
    Batch query =
        Batch.input(trace, EpisodeNames.QUERY, Episodes.TASKS, shape.query(), shape, Sizes.FIXED);
    Symbol said = trace.input("said", Shape.of(Episodes.TASKS, shape.query(), shape.outputs()));
    trace.output("loss", Loss.of(shape).perTask(said, query));
    Map<String, double[]> all = new LinkedHashMap<>(at);
    all.keySet().retainAll(trace.program().inputs().keySet());
    all.put("said", predictions);
    return ReferenceEngine.evaluate(trace.program(), all).get("loss");
  }
}
