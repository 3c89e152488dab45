package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Footprint;
import dev.kindling.engine.Workspace;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.task.Task;
import dev.kindling.task.TaskShape;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Adapts tasks of any sizes, with programs for a few, which share memory. Programs are compiled
 * when first needed, and those not used for longest go when the memory of the engine would not hold
 * them all. One thread at a time may use it.
 */
final class SizedWorker implements AutoCloseable {
  private static final float LOAD_FACTOR = 0.75f;

  private record Open(BlockWorker worker, Footprint footprint) {}

  private final BiFunction<TaskShape, Sizes, EpisodePrograms> programs;
  private final Buckets learned;
  private final Buckets judged;
  private final int evaluationSteps;
  private final Engine engine;
  private final KnownPlans known;
  private final Map<KnownPlans.Fit, Open> workers = new LinkedHashMap<>(16, LOAD_FACTOR, true);
  private Workspace workspace;

  /** How large the shared memory is, in bytes: it does not shrink when the largest program goes. */
  private long shared;

  private boolean closed;
  private long preparedNanos;

  /**
   * A worker on an engine that outlives it.
   *
   * @param programs those for tasks of each size
   * @param learned sizes of the tasks to learn from
   * @param judged sizes of the tasks of evaluations
   * @param known what workers beside this one have made for the same programs and engine
   */
  SizedWorker(
      BiFunction<TaskShape, Sizes, EpisodePrograms> programs,
      Buckets learned,
      Buckets judged,
      int evaluationSteps,
      Engine engine,
      KnownPlans known) {
    this.programs = programs;
    this.learned = learned;
    this.judged = judged;
    this.evaluationSteps = evaluationSteps;
    this.engine = engine;
    this.known = known;
  }

  /** What {@code tasks} contribute at {@code state}: what each group does, in their order. */
  MetaGradientSum gradient(MetaState state, List<Task> tasks, Key key) {
    return learned.toLearn(tasks).entrySet().stream()
        .map(group -> training(group.getKey()).gradient(state, group.getValue(), key))
        .reduce(MetaGradientSum::plus)
        .orElseThrow(() -> new IllegalArgumentException("a shard has no task"));
  }

  /**
   * How {@code tasks} are learned at {@code state}, those of each group in their order.
   *
   * @param permutations in how many numberings of its classes each is learned
   */
  EvaluationSum evaluate(MetaState state, List<Task> tasks, Key key, int permutations) {
    return judged.toJudge(tasks).entrySet().stream()
        .map(group -> judging(group.getKey()).evaluate(state, group.getValue(), key, permutations))
        .reduce(EvaluationSum.none(), EvaluationSum::plus);
  }

  /** What is said of the query examples of {@code tasks}. */
  List<TaskAnswers> answers(MetaState state, List<Task> tasks, Key key, int permutations) {
    return judged.toJudge(tasks).entrySet().stream()
        .flatMap(
            group ->
                judging(group.getKey())
                    .answers(state, group.getValue(), key, permutations)
                    .stream())
        .toList();
  }

  /** Compiles what tasks are learned with, if all are of one size. */
  void prepare() {
    if (learned.sizes() == Sizes.FIXED) {
      TaskShape shape = learned.largest();
      training(new Bucket(learned.places(), shape.support(), shape.query()));
    }
  }

  private BlockWorker training(Bucket bucket) {
    return prepared(
        learned,
        bucket,
        BlockWorker::prepareTraining,
        () -> largest(learned).learning().with(largest(judged).judging()));
  }

  /** Where tasks are judged and none learned, there need not be memory to learn with. */
  private BlockWorker judging(Bucket bucket) {
    return prepared(
        judged, bucket, BlockWorker::prepareEvaluation, () -> largest(judged).judging());
  }

  /**
   * @param most what the programs take that are to be expected
   */
  private BlockWorker prepared(
      Buckets buckets, Bucket bucket, Predicate<BlockWorker> prepare, Supplier<Footprint> most) {
    long started = System.nanoTime();
    if (workspace == null && !closed) {
      Footprint reserved = most.get();
      workspace = engine.workspace();
      workspace.reserve(reserved);
      shared = reserved.shared();
    }
    BlockWorker worker = worker(buckets, bucket);
    if (prepare.test(worker)) {
      preparedNanos += System.nanoTime() - started;
    }
    return worker;
  }

  private BlockWorker worker(Buckets buckets, Bucket bucket) {
    if (closed) {
      throw new IllegalStateException("the worker is closed");
    }
    TaskShape shape = bucket.shape(buckets.largest());
    var fit = new KnownPlans.Fit(shape, buckets.sizes(), bucket.places());
    Open open = workers.get(fit);
    if (open != null) {
      return open.worker();
    }
    KnownPlans.Known made = known.of(fit, programs, evaluationSteps, engine);
    Footprint footprint = made.plans().footprint();
    shared = Math.max(shared, footprint.shared());
    makeRoom(footprint);
    BlockWorker worker = BlockWorker.open(made.programs(), made.plans(), engine, workspace);
    workers.put(fit, new Open(worker, footprint));
    return worker;
  }

  /** The plans for the largest tasks, by which memory is reserved, so that it need not grow. */
  private EpisodePlans largest(Buckets buckets) {
    var fit = new KnownPlans.Fit(buckets.largest(), buckets.sizes(), buckets.places());
    return known.of(fit, programs, evaluationSteps, engine).plans();
  }

  /** How long the making of programs took so far. */
  long preparedNanos() {
    return preparedNanos;
  }

  private void makeRoom(Footprint more) {
    Iterator<Open> longestUnused = workers.values().iterator();
    while (held().with(more).bytes() > engine.target().memoryBytes() && longestUnused.hasNext()) {
      longestUnused.next().worker().close();
      longestUnused.remove();
    }
  }

  private Footprint held() {
    return workers.values().stream()
        .map(Open::footprint)
        .reduce(new Footprint(shared, 0), Footprint::with);
  }

  /** How many pairs of programs are compiled now. */
  int open() {
    return workers.size();
  }

  @Override
  public void close() {
    closed = true;
    workers.values().forEach(open -> open.worker().close());
    workers.clear();
    if (workspace != null) {
      workspace.close();
    }
  }
}
