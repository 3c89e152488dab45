package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.learn.Learner;
import dev.kindling.model.ParameterLayout;
import dev.kindling.task.DamagedRecord;
import dev.kindling.task.Key;
import dev.kindling.task.Listed;
import dev.kindling.task.PassedOver;
import dev.kindling.task.Split;
import dev.kindling.task.Task;
import dev.kindling.task.TaskList;
import dev.kindling.task.TaskSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Samples the tasks of a shard and adapts them. Its results are a function of the settings, the
 * meta-parameters and the shard alone, whichever machine or process computes them. One thread at a
 * time may use it.
 */
public final class EpisodeWorker implements AutoCloseable {

  /** What a shard's tasks are drawn from. */
  private record Drawn(Split split, Shard.Slots slots, int part) {}

  private final EpisodeSettings settings;
  private final Learner learner;
  private final SizedWorker worker;
  private final Optional<String> gpu;
  private final Map<Drawn, TaskSource> sources = new HashMap<>();
  private ShardTime time = ShardTime.NONE;
  private PassedOver passedOver = new PassedOver();

  private EpisodeWorker(
      EpisodeSettings settings, Learner learner, SizedWorker worker, Optional<String> gpu) {
    this.settings = settings;
    this.learner = learner;
    this.worker = worker;
    this.gpu = gpu;
  }

  /** A worker on an engine that outlives it. */
  static EpisodeWorker open(
      EpisodeSettings settings, Optional<String> gpu, Engine engine, KnownPlans known) {
    int places = settings.tasksPerShard();
    var learned = new Buckets(settings.shape(), places, settings.sizes());
    JudgedForm form = JudgedForm.of(settings);
    var judged = new Buckets(form.shape(), places, form.sizes());
    int steps = settings.evaluationSteps();
    var worker = new SizedWorker(settings::programs, learned, judged, steps, engine, known);
    return new EpisodeWorker(settings, settings.buildLearner(), worker, gpu);
  }

  public static EpisodeWorker open(EpisodeSettings settings) {
    return open(settings, Optional.empty(), settings.engine().open(), new KnownPlans());
  }

  /** The address of the GPU that it was given, if it was given one. */
  public Optional<String> gpu() {
    return gpu;
  }

  /** The same worker, which has compiled what it learns tasks with, if all are of one size. */
  EpisodeWorker prepared() {
    worker.prepare();
    return this;
  }

  public ParameterLayout layout() {
    return learner.layout();
  }

  /** Fresh meta-parameters, a function of the key alone. */
  public float[] initialise(Key key) {
    return learner.initialise(key);
  }

  /** What the shard's tasks contribute at {@code state}. */
  public MetaGradientSum gradient(MetaState state, Shard shard) {
    return adapt(
        shard,
        tasks ->
            worker
                .gradient(state, tasks, learning(shard))
                .in(settings.sums(), learner.layout().moved(), rounding(shard)));
  }

  /** How the shard's tasks are learned at {@code state}. */
  public EvaluationSum evaluate(MetaState state, Shard shard) {
    return adapt(shard, tasks -> evaluate(state, tasks, learning(shard)));
  }

  private EvaluationSum evaluate(MetaState state, List<Task> tasks, Key key) {
    return tasks.isEmpty()
        ? EvaluationSum.none()
        : worker.evaluate(state, tasks, key, settings.permutations());
  }

  /** What is said at {@code state} of the query examples of the shard's tasks. */
  public List<TaskAnswers> answers(MetaState state, Shard shard) {
    return adapt(shard, tasks -> answers(state, tasks, learning(shard)));
  }

  private List<TaskAnswers> answers(MetaState state, List<Task> tasks, Key key) {
    return tasks.isEmpty() ? List.of() : worker.answers(state, tasks, key, settings.permutations());
  }

  /** What is drawn in learning a task has nothing to do with what was drawn in making it. */
  private static Key learning(Shard shard) {
    return shard.key().fold("learn");
  }

  /** Of all shards of a step, this one's own. */
  private static Key rounding(Shard shard) {
    return shard.key().fold("round").fold(shard.firstSlot());
  }

  private <R> R adapt(Shard shard, Function<List<Task>, R> how) {
    long started = System.nanoTime();
    expect(shard);
    List<Task> tasks = sample(shard);
    long sampled = System.nanoTime();
    long preparedBefore = worker.preparedNanos();
    R result = how.apply(tasks);
    long prepared = worker.preparedNanos() - preparedBefore;
    time = time.plus(new ShardTime(sampled - started, prepared, System.nanoTime() - started));
    return result;
  }

  /** The tasks of a list that can be read; no other task replaces a damaged one. */
  private List<Task> sample(Shard shard) {
    TaskList list = list(shard);
    List<Task> tasks = new ArrayList<>();
    for (int slot : slots(shard)) {
      Listed listed = list.task(slot);
      listed.passedOver().forEach(passedOver::add);
      listed.task().ifPresent(tasks::add);
    }
    return tasks;
  }

  private TaskList list(Shard shard) {
    TaskSource source =
        sources.computeIfAbsent(
            new Drawn(shard.split(), shard.slots(), shard.part()),
            drawn -> settings.tasks(drawn.slots(), drawn.part()).open(drawn.split()));
    return switch (shard.slots()) {
      case DRAWN -> source.drawn(shard.key());
      case LISTED -> source.list(shard.key());
    };
  }

  private static List<Integer> slots(Shard shard) {
    return IntStream.range(shard.firstSlot(), shard.firstSlot() + shard.tasks()).boxed().toList();
  }

  /** Says that a shard comes soon, so that its tasks can be read while another is computed. */
  public void expect(Shard shard) {
    slots(shard).forEach(list(shard)::expect);
  }

  /** The time that its shards took. */
  public ShardTime time() {
    return time;
  }

  /** Damaged records that its shards met since this was last asked. */
  public List<DamagedRecord> takePassedOver() {
    List<DamagedRecord> taken = passedOver.records();
    passedOver = new PassedOver();
    return taken;
  }

  @Override
  public void close() {
    worker.close();
  }
}
