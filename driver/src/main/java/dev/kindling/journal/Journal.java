package dev.kindling.journal;

import dev.kindling.benchmark.PeakMemory;
import dev.kindling.evaluation.EvaluationReport;
import dev.kindling.training.Rollback;
import dev.kindling.training.StepReport;
import dev.kindling.training.TrainingListener;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjDoubleConsumer;

/**
 * Keeps what a run says of itself: a line for each thousandth of its steps, but at least one a
 * minute, one for each validation and one for each rollback. What is kept reaches the disk within
 * some ten seconds, without training waiting for it.
 */
public final class Journal implements TrainingListener, AutoCloseable {
  private static final long LINES = 1000;
  private static final long MOST_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final long FLUSH_MILLIS = TimeUnit.SECONDS.toMillis(10);
  private static final int MEBIBYTE_SHIFT = 20;

  private final JournalFiles files;
  private final Clock clock;
  private final Published published;
  private final long every;
  private StepWindow window = new StepWindow();
  private long closedMillis;
  private long flushedMillis;

  /**
   * A journal of steps that are made from now on.
   *
   * @param steps how many the run has in all
   * @param watch is told each number by its name, in the thread that trains
   */
  public Journal(JournalFiles files, long steps, Clock clock, ObjDoubleConsumer<String> watch) {
    this.files = files;
    this.clock = clock;
    this.published = new Published(watch);
    this.every = Math.max(1, steps / LINES);
    this.closedMillis = clock.millis();
    this.flushedMillis = closedMillis;
  }

  @Override
  public void stepped(StepReport report) {
    window.add(report);
    long now = clock.millis();
    if (report.step() % every == 0 || now - closedMillis >= MOST_MILLIS) {
      closeWindow(now);
    }
    if (now - flushedMillis >= FLUSH_MILLIS) {
      flushedMillis = now;
      files.flush();
    }
  }

  private void closeWindow(long now) {
    closedMillis = now;
    if (window.isEmpty()) {
      return;
    }
    Map<String, Object> line = window.line();
    line.put("heap_mb", heapMegabytes());
    line.put("peak_mb", PeakMemory.megabytes());
    Map<String, Double> events = Events.ofSteps(line);
    add(window.step(), line, events);
    published.steps(line, events);
    window = new StepWindow();
  }

  private static long heapMegabytes() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> MEBIBYTE_SHIFT;
  }

  @Override
  public void validated(long step, EvaluationReport report) {
    closeWindow(clock.millis());
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", step);
    line.put("validation", ValidationTree.of(report));
    Map<String, Double> events = Events.ofValidation(report);
    add(step, line, events);
    published.validation(step, events);
  }

  /** Lines of steps that are made again go; the rollback has one that stays. */
  @Override
  public void rolledBack(Rollback rollback) {
    window = new StepWindow();
    closedMillis = clock.millis();
    files.goBack(rollback.step(), rollback.number());
    Map<String, Object> line = RollbackTree.of(rollback);
    add(rollback.step(), line, Events.ofRollback(line));
    files.flush();
  }

  private void add(long step, Map<String, Object> line, Map<String, Double> events) {
    line.put("time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    files.add(Line.of(line), EventRecord.scalars(clock.millis() / 1e3, step, events));
  }

  /** Writes down what is not yet. */
  @Override
  public void close() {
    closeWindow(clock.millis());
    files.close();
  }
}
