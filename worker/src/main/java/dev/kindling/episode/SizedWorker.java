package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.learn.Learner;
import dev.kindling.task.Sizes;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Adapts tasks of any sizes, with programs for a few. Programs are compiled when first needed, and
 * those not used for longest go when the memory of the engine would not hold them all. One thread
 * at a time may use it.
 */
final class SizedWorker implements AutoCloseable {
  private static final float LOAD_FACTOR = 0.75f;

  private record Open(BlockWorker worker, long bytes) {}

  /** What programs are made for. */
  private record Fit(TaskShape shape, Sizes sizes, int places) {}

  private final BiFunction<TaskShape, Sizes, Learner> learners;
  private final Buckets learned;
  private final Buckets judged;
  private final int evaluationSteps;
  private final Engine engine;
  private final Map<Fit, Open> workers = new LinkedHashMap<>(16, LOAD_FACTOR, true);
  private boolean closed;

  /**
   * A worker on an engine that outlives it.
   *
   * @param learners the learner for tasks of each size
   * @param learned sizes of the tasks to learn from
   * @param judged sizes of the tasks of evaluations
   */
  SizedWorker(
      BiFunction<TaskShape, Sizes, Learner> learners,
      Buckets learned,
      Buckets judged,
      int evaluationSteps,
      Engine engine) {
    this.learners = learners;
    this.learned = learned;
    this.judged = judged;
    this.evaluationSteps = evaluationSteps;
    this.engine = engine;
  }

  /** The meta-gradient of {@code tasks} at {@code theta}: that of each group, in their order. */
  MetaGradientSum gradient(float[] theta, List<Task> tasks) {
    return learned.groups(tasks).entrySet().stream()
        .map(group -> worker(learned, group.getKey()).gradient(theta, group.getValue()))
        .reduce(MetaGradientSum::plus)
        .orElseThrow(() -> new IllegalArgumentException("a shard has no task"));
  }

  /** How {@code tasks} are learned from {@code theta}, those of each group in their order. */
  EvaluationSum evaluate(float[] theta, List<Task> tasks) {
    List<String> names = new ArrayList<>();
    List<double[]> errors = new ArrayList<>();
    List<double[]> accuracies = new ArrayList<>();
    List<SkippedTask> skipped = new ArrayList<>();
    for (Map.Entry<Bucket, List<Task>> group : judged.groups(tasks).entrySet()) {
      EvaluationSum sum = worker(judged, group.getKey()).evaluate(theta, group.getValue());
      names.addAll(sum.tasks());
      errors.addAll(List.of(sum.errors()));
      accuracies.addAll(List.of(sum.accuracies()));
      skipped.addAll(sum.skipped());
    }
    return new EvaluationSum(
        names, errors.toArray(double[][]::new), accuracies.toArray(double[][]::new), skipped);
  }

  private BlockWorker worker(Buckets buckets, Bucket bucket) {
    if (closed) {
      throw new IllegalStateException("the worker is closed");
    }
    TaskShape shape = bucket.shape(buckets.largest());
    Fit fit = new Fit(shape, buckets.sizes(), bucket.places());
    Open known = workers.get(fit);
    if (known != null) {
      return known.worker();
    }
    Learner learner = learners.apply(shape, buckets.sizes());
    var plans = EpisodePlans.of(learner, shape, bucket.places(), evaluationSteps, engine);
    makeRoom(plans.peakBytes());
    BlockWorker worker = BlockWorker.open(learner, plans, engine);
    workers.put(fit, new Open(worker, plans.peakBytes()));
    return worker;
  }

  private void makeRoom(long bytes) {
    long held = workers.values().stream().mapToLong(Open::bytes).sum();
    Iterator<Open> longestUnused = workers.values().iterator();
    while (held + bytes > engine.target().memoryBytes() && longestUnused.hasNext()) {
      Open open = longestUnused.next();
      longestUnused.remove();
      open.worker().close();
      held -= open.bytes();
    }
  }

  /** How many programs' pairs are compiled at this time. */
  int open() {
    return workers.size();
  }

  @Override
  public void close() {
    closed = true;
    workers.values().forEach(open -> open.worker().close());
    workers.clear();
  }
}
