package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Executable;
import dev.kindling.engine.Workspace;
import dev.kindling.learn.EpisodeNames;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learn.Learner;
import dev.kindling.model.ParameterLayout;
import dev.kindling.model.ParameterLayout.Role;
import dev.kindling.task.Key;
import dev.kindling.task.Task;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Adapts blocks of tasks that it is given, with a learner's programs of training and evaluation on
 * an engine. One thread at a time may use it.
 */
public final class BlockWorker implements AutoCloseable {
  private final ParameterLayout layout;
  private final Slots parameters;
  private final Slots gradients;
  private final Slots carried;
  private final Learner learner;
  private final EpisodePlans plans;
  private final TaskBlock learned;
  private final TaskBlock judged;
  private final CompiledPlan training;
  private final CompiledPlan evaluation;
  private final Runnable release;

  private BlockWorker(
      EpisodePrograms programs,
      EpisodePlans plans,
      Engine engine,
      Workspace workspace,
      Runnable release) {
    this.release = release;
    this.layout = programs.layout();
    this.parameters = Slots.of(layout.parameters(), EpisodeNames::parameter);
    this.gradients = Slots.of(layout.parameters(Role.MOVED), EpisodeNames::gradient);
    this.carried = Slots.of(layout.parameters(Role.CARRIED), EpisodeNames::carried);
    this.learner = programs.learner();
    this.plans = plans;
    this.learned = new TaskBlock(plans.shape(), plans.tasks(), programs.sizes());
    this.judged = new TaskBlock(plans.shape(), plans.judged(), programs.sizes());
    this.training = new CompiledPlan(engine, workspace, plans.training());
    this.evaluation = new CompiledPlan(engine, workspace, plans.evaluation());
  }

  /** A worker on an engine that outlives it. Each program is compiled when it is first needed. */
  public static BlockWorker open(EpisodePrograms programs, EpisodePlans plans, Engine engine) {
    Workspace workspace = engine.workspace();
    workspace.reserve(plans.footprint());
    return new BlockWorker(programs, plans, engine, workspace, workspace::close);
  }

  /** The same in memory that it shares with other workers of its thread, and that outlives it. */
  static BlockWorker open(
      EpisodePrograms programs, EpisodePlans plans, Engine engine, Workspace workspace) {
    return new BlockWorker(programs, plans, engine, workspace, () -> {});
  }

  /** Compiles what {@link #gradient} needs; false if that was done before. */
  boolean prepareTraining() {
    return training.compile();
  }

  /** Compiles what evaluations need; false if that was done before. */
  boolean prepareEvaluation() {
    return evaluation.compile();
  }

  /**
   * What {@code tasks} contribute at {@code state}; at most as many as the plans say.
   *
   * @param key from which, with its name, each task's own key is made
   */
  public MetaGradientSum gradient(MetaState state, List<Task> tasks, Key key) {
    writeState(training, state);
    learned.writeKeys(training.executable(), training.plan().program(), tasks, key);
    SkippedTask[] out = new SkippedTask[tasks.size()];
    float[] losses = without(out, tasks, counts -> trainingLosses(tasks, counts));
    float[] gradient = readGradient();
    boolean sound = allFinite(gradient);
    for (int i = 0; i < out.length; i++) {
      boolean counts = Float.isFinite(losses[i]) && (sound || isSound(tasks, i));
      if (out[i] == null && !counts) {
        out[i] = skip(tasks.get(i), losses[i]);
      }
    }
    List<SkippedTask> skipped = Stream.of(out).filter(Objects::nonNull).toList();
    if (!skipped.isEmpty()) {
      losses = trainingLosses(tasks, i -> out[i] == null);
      gradient = readGradient();
    }
    return new MetaGradientSum(gradient, sum(losses, out), tasks.size() - skipped.size(), skipped);
  }

  /**
   * What the engine computes of the tasks that it can run. It is asked for one task after the other
   * once it has failed on the block; an engine that fails on each of them is broken, not the tasks.
   *
   * @param out takes the tasks on which it fails
   * @param run computes the tasks at the places that count
   */
  private static <R> R without(SkippedTask[] out, List<Task> tasks, Function<IntPredicate, R> run) {
    try {
      return run.apply(i -> true);
    } catch (EngineFailure failure) {
      for (int i = 0; i < out.length; i++) {
        out[i] = failedAlone(tasks, i, run);
      }
      if (Stream.of(out).allMatch(Objects::nonNull)) {
        throw failure.on(tasks);
      }
      return run.apply(i -> out[i] == null);
    }
  }

  /** Nothing if the engine does not fail on the task. */
  private static <R> SkippedTask failedAlone(
      List<Task> tasks, int only, Function<IntPredicate, R> run) {
    try {
      var unused = run.apply(i -> i == only);
      return null;
    } catch (EngineFailure failure) {
      return new SkippedTask(
          tasks.get(only).name(), failure.getMessage(), SkippedTask.Cause.ENGINE);
    }
  }

  /** How {@code tasks} are learned at {@code state}. */
  public EvaluationSum evaluate(MetaState state, List<Task> tasks, Key key) {
    return evaluate(state, tasks, key, 1);
  }

  /**
   * The same, each task being learned in so many numberings of its classes.
   *
   * @param permutations more than 1 only where targets are classes
   */
  EvaluationSum evaluate(MetaState state, List<Task> tasks, Key key, int permutations) {
    writeState(evaluation, state);
    return blocks(tasks)
        .map(block -> evaluateBlock(block, key, permutations))
        .reduce(EvaluationSum.none(), EvaluationSum::plus);
  }

  /** The tasks as they are judged together, in their order. */
  private Stream<List<Task>> blocks(List<Task> tasks) {
    int most = plans.judged();
    return IntStream.iterate(0, first -> first < tasks.size(), first -> first + most)
        .mapToObj(first -> tasks.subList(first, Math.min(first + most, tasks.size())));
  }

  private EvaluationSum evaluateBlock(List<Task> tasks, Key key, int permutations) {
    writeKeys(tasks, key);
    SkippedTask[] out = new SkippedTask[tasks.size()];
    try {
      BlockFindings findings =
          without(out, tasks, counts -> findings(tasks, key, permutations, counts));
      return new Judging(plans, findings).of(tasks, out);
    } catch (EngineFailure failure) {
      if (tasks.size() > 1) {
        throw failure;
      }
      // One task says nothing of the engine; whoever adds up sees whether it fails on most.
      return EvaluationSum.of(List.of(out));
    }
  }

  /** What was said of each query example; an engine that fails on one of the tasks says nothing. */
  List<TaskAnswers> answers(MetaState state, List<Task> tasks, Key key, int permutations) {
    writeState(evaluation, state);
    return blocks(tasks).flatMap(block -> answers(block, key, permutations).stream()).toList();
  }

  private List<TaskAnswers> answers(List<Task> tasks, Key key, int permutations) {
    writeKeys(tasks, key);
    return new Judging(plans, findings(tasks, key, permutations, i -> true)).answers(tasks);
  }

  private void writeKeys(List<Task> tasks, Key key) {
    judged.writeKeys(evaluation.executable(), evaluation.plan().program(), tasks, key);
  }

  private BlockFindings findings(List<Task> tasks, Key key, int permutations, IntPredicate counts) {
    return permutations == 1 ? find(tasks, counts) : mean(tasks, key, permutations, counts);
  }

  private BlockFindings find(List<Task> tasks, IntPredicate counts) {
    judged.write(evaluation.executable(), evaluation.plan().program(), tasks, counts);
    evaluation.run();
    return BlockFindings.of(plans, evaluation.executable());
  }

  private BlockFindings mean(List<Task> tasks, Key key, int permutations, IntPredicate counts) {
    BlockFindings own = find(tasks, counts);
    var mean =
        new NumberingMean(
            plans, tasks, tasks.stream().map(task -> numberings(task, key, permutations)).toList());
    mean.add(own, 0);
    for (int run = 1; run < mean.runs(); run++) {
      mean.add(find(mean.tasks(run), counts), run);
    }
    return mean.findings();
  }

  private List<Numbering> numberings(Task task, Key key, int permutations) {
    Key own = TaskBlock.ownKey(key, task).fold("numbering");
    return Numbering.of(task, plans.shape().classes(), permutations, own);
  }

  private void writeState(CompiledPlan compiled, MetaState state) {
    Executable executable = compiled.executable();
    parameters.write(executable, state.theta());
    learner
        .controls(state.step())
        .forEach(
            (name, value) -> {
              String input = EpisodeNames.control(name);
              if (compiled.plan().program().inputs().containsKey(input)) {
                executable.write(input, new float[] {value.floatValue()}, 0);
              }
            });
  }

  private float[] trainingLosses(List<Task> tasks, IntPredicate counts) {
    Executable executable = training.executable();
    learned.write(executable, training.plan().program(), tasks, counts);
    executable.write(EpisodeNames.TASK_WEIGHTS, learned.taskWeights(tasks, counts), 0);
    training.run();
    float[] losses = new float[plans.tasks()];
    executable.read(EpisodeNames.LOSS, losses, 0);
    return losses;
  }

  private float[] readGradient() {
    float[] gradient = new float[layout.summed()];
    gradients.read(training.executable(), gradient);
    carried.read(training.executable(), gradient);
    return gradient;
  }

  /** Whether the task alone gives a finite gradient: a rare question, asked of one at a time. */
  private boolean isSound(List<Task> tasks, int only) {
    trainingLosses(tasks, i -> i == only);
    return allFinite(readGradient());
  }

  static SkippedTask skip(Task task, float loss) {
    String what = Float.isFinite(loss) ? "its gradient is not finite" : "its loss is " + loss;
    return new SkippedTask(task.name(), what);
  }

  private static boolean allFinite(float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private static double sum(float[] losses, SkippedTask[] out) {
    double sum = 0;
    for (int i = 0; i < out.length; i++) {
      sum += out[i] == null ? losses[i] : 0;
    }
    return sum;
  }

  @Override
  public void close() {
    training.close();
    evaluation.close();
    release.run();
  }
}
