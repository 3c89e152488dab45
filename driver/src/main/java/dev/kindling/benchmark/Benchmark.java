package dev.kindling.benchmark;

import dev.kindling.engine.Engine;
import dev.kindling.episode.BlockWorker;
import dev.kindling.episode.EpisodePlans;
import dev.kindling.episode.MetaGradientSum;
import dev.kindling.episode.MetaState;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.model.ParameterLayout;
import dev.kindling.optimize.AdamSettings;
import dev.kindling.optimize.Optimizer;
import dev.kindling.optimize.OptimizerState;
import dev.kindling.optimize.Update;
import dev.kindling.task.Key;
import dev.kindling.task.Task;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Whole outer steps, again and again: worker threads compute the meta-gradient of one meta-batch,
 * its parts are added in order, and an Adam step follows. The first fifth of the time warms up and
 * does not count.
 */
public final class Benchmark implements AutoCloseable {
  private static final double WARM_UP = 0.2;
  private static final int FEWEST_STEPS = 5;
  private static final Key KEY = Key.of(2);

  private final Workload workload;
  private final Engine engine;
  private final EpisodePlans plans;
  private final List<BlockWorker> workers = new ArrayList<>();
  private final List<List<Task>> blocks;
  private final ExecutorService pool;
  private final Optimizer optimizer = AdamSettings.defaults().build();
  private final ParameterLayout layout;
  private final double compileSeconds;
  private float[] theta;
  private OptimizerState state;

  /** A benchmark whose {@code threads} each have a worker of their own. */
  public Benchmark(Workload workload, Engine engine, int threads) {
    this.workload = workload;
    this.engine = engine;
    this.blocks = workload.blocks();
    long start = System.nanoTime();
    this.plans = workload.plans(engine);
    EpisodePrograms programs = workload.programs();
    workers.add(BlockWorker.open(programs, plans, engine));
    this.compileSeconds = (System.nanoTime() - start) / 1e9;
    while (workers.size() < threads) {
      workers.add(BlockWorker.open(programs, plans, engine));
    }
    this.pool = Executors.newFixedThreadPool(threads);
    this.theta = programs.initialise(Key.of(1));
    this.layout = programs.layout();
    this.state = optimizer.initialState(layout.moved());
  }

  /** Measures for about {@code seconds}. */
  public Measurement measure(double seconds) {
    repeat(seconds * WARM_UP);
    double millis = median(repeat(seconds * (1 - WARM_UP))) / 1e6;
    double flops = (double) plans.training().cost().flops() * blocks.size();
    return new Measurement(
        workload.name(),
        engine.name(),
        workers.size(),
        workload.tasks() / (millis / 1e3),
        millis,
        flops / (millis * 1e6),
        (workers.size() * plans.peakBytes()) >> 20,
        PeakMemory.megabytes(),
        plans.training().recomputed(),
        compileSeconds);
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
    List<Callable<List<MetaGradientSum>>> parts =
        IntStream.range(0, workers.size())
            .<Callable<List<MetaGradientSum>>>mapToObj(i -> () -> part(i))
            .toList();
    float[] mean = new float[layout.summed()];
    try {
      for (Future<List<MetaGradientSum>> part : pool.invokeAll(parts)) {
        part.get().forEach(sum -> add(mean, sum.gradient()));
      }
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException("a benchmark thread failed", failure);
    }
    update(mean);
  }

  /** As an outer step does: a part of theta is moved, one replaced, and the rest stays. */
  private void update(float[] mean) {
    int moved = layout.moved();
    Update update =
        optimizer.update(Arrays.copyOf(theta, moved), Arrays.copyOf(mean, moved), state);
    float[] next = theta.clone();
    System.arraycopy(update.theta(), 0, next, 0, moved);
    System.arraycopy(mean, moved, next, moved, mean.length - moved);
    theta = next;
    state = update.state();
  }

  /** With n threads, each takes every n-th block. */
  private List<MetaGradientSum> part(int thread) {
    List<MetaGradientSum> sums = new ArrayList<>();
    for (int block = thread; block < blocks.size(); block += workers.size()) {
      sums.add(workers.get(thread).gradient(MetaState.start(theta), blocks.get(block), KEY));
    }
    return sums;
  }

  private void add(float[] total, float[] part) {
    for (int i = 0; i < total.length; i++) {
      total[i] += part[i] / workload.tasks();
    }
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
    pool.shutdownNow();
    workers.forEach(BlockWorker::close);
  }
}
