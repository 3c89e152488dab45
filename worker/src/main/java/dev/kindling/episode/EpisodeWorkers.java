package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Kernels;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The workers of one process, kept so that programs are compiled once for each thread and not for
 * each shard. Only those of the latest settings are kept: a process that serves run after run does
 * not grow.
 */
public final class EpisodeWorkers implements AutoCloseable {
  private static final EpisodeWorkers SHARED = new EpisodeWorkers();

  /** A worker, and who had it last. */
  private record Idle(EpisodeWorker worker, Thread last) {}

  private final Map<Optional<String>, Engine> engines = new HashMap<>();
  private final Map<EngineSettings, Kernels> kernels = new ConcurrentHashMap<>();
  private final Map<Optional<String>, Deque<Idle>> idle = new HashMap<>();
  private KnownPlans known = new KnownPlans();
  private EpisodeSettings latest;
  private Thread compiling;

  /** The workers of this process. */
  public static EpisodeWorkers shared() {
    return SHARED;
  }

  /** Lends a worker to {@code work}; a worker that failed is closed rather than lent again. */
  public <R> R use(EpisodeSettings settings, Function<EpisodeWorker, R> work) {
    return use(settings, Optional.empty(), work);
  }

  /**
   * The same with a worker on a GPU, if the engine computes on GPUs.
   *
   * @param gpu its address; without one, the engine's own choice
   */
  public <R> R use(
      EpisodeSettings settings, Optional<String> gpu, Function<EpisodeWorker, R> work) {
    EpisodeWorker worker = take(settings, gpu);
    boolean done = false;
    try {
      R result = work.apply(worker);
      done = true;
      return result;
    } finally {
      give(settings, worker, done);
    }
  }

  /**
   * What the workers of these settings will compute, or a fault if it needs more than the engine's
   * memory. Workers take it over.
   */
  public EpisodePlans plan(EpisodeSettings settings) {
    Engine engine;
    KnownPlans plans;
    synchronized (this) {
      engine = engine(settings, Optional.empty());
      plans = known;
    }
    return EpisodePlans.of(settings, engine, plans);
  }

  /** What the engine of these settings computes with in this process. */
  public Kernels kernels(EngineSettings settings) {
    return kernels(settings, Optional.empty());
  }

  /**
   * The same where the engine is given a GPU. Those of one process are taken to be alike.
   *
   * @param gpu its address
   */
  public Kernels kernels(EngineSettings settings, Optional<String> gpu) {
    return kernels.computeIfAbsent(settings, one -> one.kernels(gpu));
  }

  /**
   * Begins to compile what the first worker of these settings learns with, in a thread of its own.
   */
  public synchronized void beginCompiling(EpisodeSettings settings) {
    compiling = new Thread(() -> compile(settings), "kindling-compiling");
    compiling.setDaemon(true);
    compiling.start();
  }

  private void compile(EpisodeSettings settings) {
    try {
      use(settings, EpisodeWorker::prepared);
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      // The first shard that needs it meets it again, and says so.
    }
  }

  private EpisodeWorker take(EpisodeSettings settings, Optional<String> gpu) {
    awaitCompiling();
    Engine engine;
    KnownPlans plans;
    synchronized (this) {
      engine = engine(settings, gpu);
      plans = known;
      Deque<Idle> there = idle.get(gpu);
      if (there != null && !there.isEmpty()) {
        return again(there).worker();
      }
    }
    return EpisodeWorker.open(settings, gpu, engine, plans);
  }

  /** The one that this thread had, which has read ahead for it, or else any. */
  private static Idle again(Deque<Idle> there) {
    Idle found =
        there.stream()
            .filter(one -> one.last().equals(Thread.currentThread()))
            .findFirst()
            .orElse(there.peek());
    there.remove(found);
    return found;
  }

  /** One thread waits for the worker that is being made ready, rather than open one more. */
  private void awaitCompiling() {
    Thread begun;
    synchronized (this) {
      begun = compiling;
      if (begun == null || begun == Thread.currentThread()) {
        return;
      }
      compiling = null;
    }
    try {
      begun.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Engine engine(EpisodeSettings settings, Optional<String> gpu) {
    if (!settings.equals(latest)) {
      close();
      latest = settings;
    }
    return engines.computeIfAbsent(gpu, settings.engine()::open);
  }

  private synchronized void give(EpisodeSettings settings, EpisodeWorker worker, boolean done) {
    if (done && settings.equals(latest)) {
      idle.computeIfAbsent(worker.gpu(), none -> new ArrayDeque<>())
          .push(new Idle(worker, Thread.currentThread()));
      return;
    }
    worker.close();
  }

  /** Closes the idle workers; those at work are closed when they come back. */
  @Override
  public synchronized void close() {
    latest = null;
    idle.values().forEach(workers -> workers.forEach(one -> one.worker().close()));
    idle.clear();
    engines.clear();
    known = new KnownPlans();
  }
}
