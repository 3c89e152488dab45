package dev.kindling.benchmark;

import dev.kindling.adapt.Adapter;
import dev.kindling.adapt.Prior;
import dev.kindling.adapt.Problem;
import dev.kindling.engine.Engine;
import dev.kindling.episode.EngineSettings;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A fresh model that meets new tasks in this process: one after the other, as a service would ask,
 * then many at once. The first fifth of the time warms up and does not count.
 */
public final class AdaptationBenchmark implements AutoCloseable {
  private static final double WARM_UP = 0.2;
  private static final double ONE_BY_ONE = 0.4;
  private static final int LATE_PER_CENT = 99;

  private final Workload workload;
  private final Engine engine;
  private final int threads;
  private final Adapter adapter;
  private final List<Problem> problems;

  /** A benchmark on so many threads. */
  public AdaptationBenchmark(Workload workload, EngineSettings settings, int threads) {
    this.workload = workload;
    this.engine = settings.open();
    this.threads = threads;
    this.adapter = new Adapter(fresh(workload, engine), engine, threads);
    this.problems =
        workload.all().stream()
            .map(task -> new Problem(task.support(), task.query().features()))
            .toList();
  }

  private static Prior fresh(Workload workload, Engine engine) {
    LearnerSettings settings = workload.learner().apply(workload.innerSteps());
    Learner learner = settings.build(workload.model(), workload.shape());
    return new Prior(
        workload.shape(),
        Sizes.FIXED,
        workload.model(),
        settings,
        learner.evaluationSteps(workload.innerSteps()),
        0,
        engine.target().ampleFlops(),
        learner.initialise(Key.of(1)));
  }

  /** Measures for about {@code seconds}. */
  public Adaptations measure(double seconds) {
    oneByOne(seconds * WARM_UP / 2);
    allAtOnce(seconds * WARM_UP / 2);
    long[] nanos = oneByOne(seconds * ONE_BY_ONE);
    double tasksPerSecond = allAtOnce(seconds * (1 - WARM_UP - ONE_BY_ONE));
    return new Adaptations(
        workload.name(),
        engine.name(),
        threads,
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * LATE_PER_CENT / 100] / 1e6,
        tasksPerSecond);
  }

  /** How long each task took, the quickest first. */
  private long[] oneByOne(double seconds) {
    LongStream.Builder nanos = LongStream.builder();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    int next = 0;
    do {
      Problem problem = problems.get(next++ % problems.size());
      long start = System.nanoTime();
      var unused = adapter.adapt(problem.support()).predict(problem.questions());
      nanos.add(System.nanoTime() - start);
    } while (System.nanoTime() < end);
    return nanos.build().sorted().toArray();
  }

  private double allAtOnce(double seconds) {
    long begun = System.nanoTime();
    long end = begun + (long) (seconds * 1e9);
    var solved = new LongAdder();
    var failed = new AtomicInteger();
    List<Thread> running =
        IntStream.range(0, threads).mapToObj(i -> new Thread(() -> solve(end, solved))).toList();
    running.forEach(thread -> thread.setUncaughtExceptionHandler((at, e) -> failed.set(1)));
    running.forEach(Thread::start);
    running.forEach(AdaptationBenchmark::join);
    if (failed.get() > 0) {
      throw new IllegalStateException("a thread failed to solve " + workload.name());
    }
    return solved.sum() / ((System.nanoTime() - begun) / 1e9);
  }

  private void solve(long end, LongAdder solved) {
    do {
      solved.add(adapter.solve(problems).size());
    } while (System.nanoTime() < end);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    adapter.close();
  }
}
