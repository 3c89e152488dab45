package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.TaskAnswers;
import dev.kindling.metric.Answers;
import dev.kindling.task.Examples;
import dev.kindling.task.HostTensor;
import dev.kindling.task.TargetKind;
import dev.kindling.task.Task;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnswersViewTest {

  private static List<String> lines(
      TargetKind kind, int outputs, float[] targets, float[]... said) {
    int count = kind == TargetKind.CLASSES ? targets.length : targets.length / outputs;
    float[] weights = new float[count];
    List<Answers> steps =
        Stream.of(said).map(one -> new Answers(kind, outputs, one, targets, weights)).toList();
    Examples none =
        Examples.of(HostTensor.of(new float[] {1}, 1, 1), HostTensor.of(new float[] {1}, 1, 1));
    List<Double> errors = Stream.of(said).map(one -> (double) one[0]).toList();
    return AnswersView.table(new TaskAnswers(new Task("one", none, none, "test"), steps, errors))
        .lines()
        .toList();
  }

  @Test
  void classesAreNamedWithTheirProbability() {
    float log3 = (float) Math.log(3);
    float[] first = {0, log3, 0, 0};
    float[] second = {log3, 0, Float.NaN, 0};
    assertThat(lines(TargetKind.CLASSES, 2, new float[] {1, 0}, first, second))
        .containsExactly(
            "  query  target   after 0        after 1",
            "  1      class 1  1 with 75 % *  0 with 75 %",
            "  2      class 0  0 with 50 % *  not finite",
            "  error           0.000          1.099");
  }

  @Test
  void numbersStandBesideTheirTargets() {
    float[] targets = {1, 2, 3, 4, 5, 6};
    float[] said = {1.5f, 2.5f, -3, 1000, 0, 0};
    assertThat(lines(TargetKind.NUMBERS, 6, targets, said).get(1))
        .isEqualTo(
            "  1      1.000, 2.000, 3.000, 4.000 and 2 more  1.500, 2.500, -3.000, 1000 and 2 more");
  }

  @Test
  void yesAndNoAreToldByTheProbabilityOfYes() {
    assertThat(lines(TargetKind.BINARY, 1, new float[] {1, 0}, new float[] {0, -1}))
        .containsExactly(
            "  query  target  answer",
            "  1      1.000   0.5000",
            "  2      0.000   0.2689",
            "  error          0.000");
  }
}
