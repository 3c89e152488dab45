package dev.kindling.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.episode.ShardTime;
import dev.kindling.episode.SkippedTask;
import dev.kindling.evaluation.Course;
import dev.kindling.evaluation.Estimate;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.evaluation.Extent;
import dev.kindling.task.Split;
import dev.kindling.training.StepReport;
import dev.kindling.training.StepTime;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong();

  private Progress progress(boolean terminal, long lastStep) {
    PrintStream stream = new PrintStream(error, true, UTF_8);
    return new Progress(new Console(stream, stream, terminal), lastStep, nanos::get);
  }

  private void steps(Progress progress, long first, long last, double loss, long millisEach) {
    for (long step = first; step <= last; step++) {
      nanos.addAndGet(millisEach * 1_000_000);
      progress.stepped(report(step, loss, List.of(), millisEach * 1_000_000));
    }
  }

  private static StepReport report(long step, double loss, List<SkippedTask> skipped, long nanos) {
    var time = new StepTime(nanos, nanos, ShardTime.NONE, 0, 1);
    return new StepReport(step, loss, 1, OptionalDouble.empty(), 1, skipped, time);
  }

  private List<String> lines() {
    return error.toString(UTF_8).lines().toList();
  }

  @Test
  void tasksOnWhichTheEngineFailsInAValidationAreNamed() {
    var failed = new SkippedTask("wave 7", "the engine onednn failed", SkippedTask.Cause.ENGINE);
    var errors = List.of(new Estimate(2, .2));
    progress(false, 10)
        .validated(
            4,
            new EvaluationReport(
                Split.VALIDATION,
                7,
                1,
                Optional.empty(),
                List.of(failed),
                new Extent(8, OptionalLong.empty(), 0),
                errors,
                List.of(),
                List.of(),
                List.of(),
                Course.STEPS));
    assertThat(error.toString(UTF_8))
        .contains("left out task wave 7: the engine onednn failed (1 so far)");
  }

  @Test
  void elsewhereALineComesEveryTenSeconds() {
    Progress progress = progress(false, 1000);
    steps(progress, 1, 10, 4, 1000);
    steps(progress, 11, 29, .5, 1000);
    assertThat(lines())
        .containsExactly(
            "step 10/1000  loss 4.000  1.00 steps/s  16:30 left",
            "step 20/1000  loss 0.5000  1.00 steps/s  16:20 left");
  }

  @Test
  void theRateCountsTheStepsOfThisProcess() {
    steps(progress(false, 1000), 901, 910, 1, 1000);
    assertThat(lines()).containsExactly("step 910/1000  loss 1.000  1.00 steps/s  1:30 left");
  }

  @Test
  void theFirstStepsGiveNoEstimate() {
    Progress progress = progress(true, 4000);
    steps(progress, 1, 1, 1, 20_000);
    steps(progress, 2, 5, 1, 500);
    assertThat(error.toString(UTF_8)).contains("step 5/4000  loss 1.000").doesNotContain("left");
    steps(progress, 6, 8, 1, 500);
    assertThat(error.toString(UTF_8)).endsWith("step 8/4000  loss 1.000  2.00 steps/s  33:16 left");
  }

  @Test
  void theRateIsThatOfTheLastMinute() {
    Progress progress = progress(false, 100_000);
    steps(progress, 1, 100, 1, 1000);
    steps(progress, 101, 1000, 1, 100);
    assertThat(lines()).last().asString().endsWith(" 10.0 steps/s  2:45:00 left");
  }

  @Test
  void theSpeedOfARunLeavesItsFirstStepOut() {
    Progress progress = progress(false, 100);
    assertThat(progress.stepsPerSecond()).isEmpty();
    steps(progress, 1, 1, 1, 20_000);
    assertThat(progress.stepsPerSecond()).isEmpty();
    steps(progress, 2, 9, 1, 250);
    assertThat(progress.stepsPerSecond()).hasValue(4);
  }

  @Test
  void onATerminalABarIsDrawnTenTimesASecondAtMost() {
    steps(progress(true, 8000), 1, 4000, 1, 1);
    String drawn = error.toString(UTF_8);
    assertThat(drawn.split("\r", -1)).hasSize(1 + 40);
    assertThat(drawn)
        .endsWith(
            "[############............] step 4000/8000  loss 1.000  1.00e+03 steps/s  0:04 left");
  }

  @Test
  void aValidationHasALineOfItsOwn() {
    var errors = List.of(new Estimate(3, 1), new Estimate(.25, .05));
    progress(false, 8)
        .validated(4, new EvaluationReport(Split.VALIDATION, 7, 0, errors, List.of()));
    assertThat(lines())
        .containsExactly("step 4/8  validation error 0.2500 ± 0.050 after 1 inner steps");
  }

  @Test
  void aValidationTellsTheAccuracyWhereThereIsOne() {
    var errors = List.of(new Estimate(3, 1));
    var accuracies = List.of(new Estimate(.875, .0123));
    progress(false, 8)
        .validated(4, new EvaluationReport(Split.VALIDATION, 7, 0, errors, accuracies));
    assertThat(lines())
        .containsExactly(
            "step 4/8  validation error 3.000 ± 1.0, accuracy 87.5 ± 1.2 % after 0 inner steps");
  }

  @Test
  void ofManyTasksLeftOutFewAreNamed() {
    var skipped = Collections.nCopies(100, new SkippedTask("a", "its loss is NaN"));
    progress(false, 8).stepped(report(1, 2, skipped, 1));
    assertThat(lines()).hasSize(7);
    assertThat(lines().get(0)).isEqualTo("left out task a: its loss is NaN (1 so far)");
    assertThat(lines().get(6)).endsWith("(64 so far)");
  }
}
