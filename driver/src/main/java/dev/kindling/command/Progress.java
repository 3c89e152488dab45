package dev.kindling.command;

import dev.kindling.episode.SkippedTask;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.training.Rollback;
import dev.kindling.training.StepReport;
import dev.kindling.training.TrainingListener;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows how training goes: on a terminal a bar, drawn again at most ten times a second; elsewhere a
 * line every ten seconds and at each validation.
 */
final class Progress implements TrainingListener {
  private static final int BAR = 24;

  private final Console console;
  private final LongSupplier nanoTime;
  private final long intervalNanos;
  private final long lastStep;
  private Pace pace = new Pace();
  private long drawn;
  private long skippedTasks;
  private double lossSum;
  private long losses;
  private double latestLoss = Double.NaN;
  private long stepNanos;
  private long timedSteps;
  private Optional<EvaluationReport> latestValidation = Optional.empty();

  Progress(Console console, long lastStep, LongSupplier nanoTime) {
    this.console = console;
    this.nanoTime = nanoTime;
    this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(console.terminal() ? 100 : 10_000);
    this.lastStep = lastStep;
    this.drawn = nanoTime.getAsLong();
  }

  @Override
  public void stepped(StepReport report) {
    if (!Double.isNaN(latestLoss)) {
      stepNanos += report.time().totalNanos();
      timedSteps++;
    }
    latestLoss = report.loss();
    lossSum += latestLoss;
    losses++;
    tell(report.skipped());
    long now = nanoTime.getAsLong();
    pace.stepped(report.step(), now);
    if (now - drawn < intervalNanos) {
      return;
    }
    draw(report.step(), now);
  }

  private void draw(long step, long now) {
    String line = line(step, now);
    if (console.terminal()) {
      console.error().print(Console.CLEAR + bar(step) + " " + line);
      console.error().flush();
    } else {
      console.say(line);
    }
    drawn = now;
    lossSum = 0;
    losses = 0;
  }

  private String bar(long step) {
    int filled = (int) (BAR * step / lastStep);
    return "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "]";
  }

  private String line(long step, long now) {
    String begin =
        String.format(Locale.ROOT, "step %d/%d  loss %.4g", step, lastStep, lossSum / losses);
    return pace.stepsPerSecond(step, now)
        .map(
            rate -> begin + String.format(Locale.ROOT, "  %.3g steps/s  ", rate) + left(step, rate))
        .orElse(begin);
  }

  private String left(long step, double rate) {
    long seconds = Math.round((lastStep - step) / rate);
    return seconds < 3600
        ? "%d:%02d left".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d left".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  @Override
  public void waiting(String why) {
    console.clear();
    console.say(why);
  }

  /** Names the first, second, fourth, eighth ... task that is left out, so that logs stay small. */
  private void tell(List<SkippedTask> skipped) {
    for (SkippedTask task : skipped) {
      skippedTasks++;
      if (Long.bitCount(skippedTasks) == 1) {
        clear();
        console.say(
            "left out task %s: %s (%d so far)".formatted(task.task(), task.reason(), skippedTasks));
      }
    }
  }

  @Override
  public void validated(long step, EvaluationReport report) {
    latestValidation = Optional.of(report);
    tell(report.failed());
    int last = report.errors().size() - 1;
    String accuracy =
        report.accuracies().isEmpty()
            ? ""
            : ", accuracy " + report.accuracies().get(last).percentText();
    clear();
    console.say(
        String.format(
            Locale.ROOT,
            "step %d/%d  validation error %s%s%s",
            step,
            lastStep,
            report.errors().get(last).text(),
            accuracy,
            report.afterSteps()));
  }

  @Override
  public void rolledBack(Rollback rollback) {
    lossSum = 0;
    losses = 0;
    pace = new Pace();
    clear();
    console.say(rollback.text());
  }

  /** Clears the bar. */
  void clear() {
    console.clear();
  }

  /** Nothing if there was none. */
  Optional<EvaluationReport> latestValidation() {
    return latestValidation;
  }

  /**
   * How many outer steps were made in a second of making them, the first aside, in which programs
   * are compiled; nothing if there was no second step.
   */
  OptionalDouble stepsPerSecond() {
    return timedSteps == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(timedSteps / (stepNanos / 1e9));
  }

  /** The loss of the last step, not a number if there was none. */
  double latestLoss() {
    return latestLoss;
  }
}
