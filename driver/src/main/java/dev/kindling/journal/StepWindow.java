package dev.kindling.journal;

import dev.kindling.training.StepReport;
import dev.kindling.training.StepTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Outer steps that one line tells of: means and sums over them. */
final class StepWindow {
  private static final double NANOS = 1e9;

  private long step;
  private int steps;
  private double losses;
  private double norms;
  private OptionalDouble rate = OptionalDouble.empty();
  private long tasks;
  private long skipped;
  private double total;
  private double sample;
  private double prepare;
  private double compute;
  private double uneven;
  private double network;
  private double update;

  void add(StepReport report) {
    step = report.step();
    steps++;
    losses += report.loss();
    norms += report.gradientNorm();
    rate = report.rate();
    tasks += report.tasks();
    skipped += report.skipped().size();
    StepTime time = report.time();
    total += time.totalNanos() / NANOS;
    sample += time.sampleNanos() / NANOS;
    prepare += time.prepareNanos() / NANOS;
    compute += time.computeNanos() / NANOS;
    uneven += time.unevenNanos() / NANOS;
    network += time.networkNanos() / NANOS;
    update += time.updateNanos() / NANOS;
  }

  boolean isEmpty() {
    return steps == 0;
  }

  /** How many outer steps were made when it was closed. */
  long step() {
    return step;
  }

  Map<String, Object> line() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", step);
    line.put("steps", steps);
    line.put("loss", losses / steps);
    line.put("gradient_norm", norms / steps);
    rate.ifPresent(value -> line.put("rate", value));
    line.put("tasks", tasks);
    line.put("skipped_tasks", skipped);
    line.put("tasks_per_s", total > 0 ? tasks / total : null);
    line.put("seconds", seconds());
    return line;
  }

  /** The phases, which share the total on average over all that computed at once. */
  private Map<String, Object> seconds() {
    Map<String, Object> seconds = new LinkedHashMap<>();
    seconds.put("total", total);
    seconds.put("sample", sample);
    seconds.put("prepare", prepare);
    seconds.put("compute", compute);
    seconds.put("uneven", uneven);
    seconds.put("network", network);
    seconds.put("update", update);
    return seconds;
  }
}
