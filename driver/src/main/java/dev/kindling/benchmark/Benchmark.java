package dev.kindling.benchmark;

import dev.kindling.checkpoint.TrainingState;
import dev.kindling.config.Configuration;
import dev.kindling.engine.Engine;
import dev.kindling.episode.EngineSettings;
import dev.kindling.episode.EpisodePlans;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.runner.InProcessRunner;
import dev.kindling.runner.Runner;
import dev.kindling.training.MetaStep;
import dev.kindling.training.MetaTraining;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whole outer steps, again and again, as {@code kindling train} makes them in this process, but on
 * tasks that need not be drawn. The first fifth of the time warms up and does not count.
 */
public final class Benchmark implements AutoCloseable {
  private static final double WARM_UP = 0.2;
  private static final int FEWEST_STEPS = 5;

  private final Workload workload;
  private final Engine engine;
  private final EpisodePlans plans;
  private final long planningNanos;
  private final int workers;
  private final Runner runner;
  private final MetaStep step;
  private TrainingState state;

  /** A benchmark on so many threads. */
  public Benchmark(Workload workload, EngineSettings settings, int threads) {
    Configuration configuration = workload.configuration(settings);
    this.workload = workload;
    this.engine = settings.open();
    long begun = System.nanoTime();
    this.plans = EpisodeWorkers.shared().plan(configuration.episodes());
    this.planningNanos = System.nanoTime() - begun;
    this.workers = Math.min(threads, workload.shards());
    this.runner = InProcessRunner.start(threads, damaged -> {});
    this.step = new MetaStep(configuration, runner);
    this.state = MetaTraining.start(configuration);
  }

  /** Measures for about {@code seconds}. */
  public Measurement measure(double seconds) {
    repeat(seconds * WARM_UP);
    double millis = median(repeat(seconds * (1 - WARM_UP))) / 1e6;
    double flops = (double) plans.training().cost().flops() * workload.shards();
    return new Measurement(
        workload.name(),
        engine.name(),
        workers,
        workload.tasks() / (millis / 1e3),
        millis,
        flops / (millis * 1e6),
        (workers * plans.peakBytes()) >> 20,
        PeakMemory.megabytes(),
        plans.training().recomputed(),
        (planningNanos + (double) runner.time().preparedNanos() / workers) / 1e9);
  }

  private List<Long> repeat(double seconds) {
    List<Long> nanos = new ArrayList<>();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (nanos.size() < FEWEST_STEPS || System.nanoTime() < end) {
      long start = System.nanoTime();
      step();
      nanos.add(System.nanoTime() - start);
    }
    return nanos;
  }

  /** One outer step. */
  public void step() {
    state = step.after(state).state();
  }

  private static double median(List<Long> values) {
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
  }

  @Override
  public void close() {
    runner.close();
    EpisodeWorkers.shared().close();
  }
}
