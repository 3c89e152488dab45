package dev.kindling.learn;

import dev.kindling.model.Architecture;
import dev.kindling.model.Inputs;
import dev.kindling.model.ParameterLayout;
import dev.kindling.model.ParameterLayout.Parameter;
import dev.kindling.model.ParameterLayout.Role;
import dev.kindling.plan.Cost;
import dev.kindling.program.Program;
import dev.kindling.task.Key;
import dev.kindling.task.Sizes;
import dev.kindling.task.TaskShape;
import dev.kindling.tensor.Shape;
import dev.kindling.trace.Symbol;
import dev.kindling.trace.Symbols;
import dev.kindling.trace.Trace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the programs of any learner, for blocks of tasks of one shape: training, evaluation and
 * adaptation. {@link EpisodeNames} says what they call their inputs and outputs.
 */
public final class EpisodePrograms {
  private static final int MOST_AT_ONCE = 16;

  private final Learner learner;
  private final TaskShape shape;
  private final Sizes sizes;
  private final Loss loss;

  /**
   * @param sizes whether tasks may have fewer examples than {@code shape} says
   */
  public EpisodePrograms(Learner learner, TaskShape shape, Sizes sizes) {
    this.learner = learner;
    this.shape = shape;
    this.sizes = sizes;
    this.loss = Loss.of(shape);
  }

  /** Those of tasks that all have the examples of {@code shape}. */
  public static EpisodePrograms of(
      LearnerSettings learner, Architecture architecture, TaskShape shape) {
    return of(learner, architecture, shape, Sizes.FIXED);
  }

  public static EpisodePrograms of(
      LearnerSettings learner, Architecture architecture, TaskShape shape, Sizes sizes) {
    return new EpisodePrograms(learner.build(architecture, shape), shape, sizes);
  }

  public Learner learner() {
    return learner;
  }

  public TaskShape shape() {
    return shape;
  }

  public Sizes sizes() {
    return sizes;
  }

  public ParameterLayout layout() {
    return learner.layout();
  }

  /** Fresh meta-parameters, a function of the key alone. */
  public float[] initialise(Key key) {
    return learner.initialise(key);
  }

  /**
   * Gives each task's loss, the gradient of the moved meta-parameters and what the carried ones
   * should be, both summed over weighted tasks.
   */
  public Program training(int tasks) {
    var trace = new Trace();
    Symbols theta = theta(trace);
    Batch support = support(trace, tasks);
    Batch query = query(trace, tasks);
    Symbol weights = trace.input(EpisodeNames.TASK_WEIGHTS, Shape.of(tasks));
    var episode = Episode.training(trace, tasks, learner.steps(), loss);

    Learned learned = learner.learn(forEachTask(theta, tasks), support, episode);
    Symbols moved = theta.these(names(Role.MOVED));
    var lesson = new Lesson(moved, learned, support, query, weights, episode);
    var contribution = learner.objective().of(lesson);

    trace.output(EpisodeNames.LOSS, contribution.loss());
    for (String name : moved.names()) {
      trace.output(EpisodeNames.gradient(name), contribution.gradient().get(name));
    }
    for (String name : names(Role.CARRIED)) {
      trace.output(EpisodeNames.carried(name), sum(learned.carried().get(name), weights));
    }
    return trace.program();
  }

  /**
   * Gives each task's query loss after 0, 1, ... inner steps, and what is said of its query
   * examples.
   *
   * @param steps as many as {@link Learner#evaluationSteps} says
   */
  public Program evaluation(int tasks, int steps) {
    var trace = new Trace();
    Symbols theta = theta(trace);
    Batch support = support(trace, tasks);
    Batch query = query(trace, tasks);
    var episode = Episode.judging(trace, tasks, steps, loss);
    Learned learned = learner.learn(forEachTask(theta, tasks), support, episode);
    for (int step = 0; step <= steps; step++) {
      judge(step, learned.predict(step, query.inputs()), query);
    }
    return trace.program();
  }

  private void judge(int step, Symbol predictions, Batch query) {
    Trace trace = predictions.trace();
    trace.output(EpisodeNames.error(step), loss.perTask(predictions, query));
    trace.output(EpisodeNames.predictions(step), predictions);
  }

  /**
   * Gives what is kept of each task after {@code steps} inner steps, and what is then said of its
   * query examples, of whose targets it is told nothing.
   */
  public Program adaptation(int tasks, int steps) {
    var trace = new Trace();
    Symbols theta = theta(trace);
    Batch support = support(trace, tasks);
    Inputs query = Batch.questions(trace, tasks, shape, sizes);
    var episode = Episode.judging(trace, tasks, steps, loss);
    Learned learned = learner.learn(forEachTask(theta, tasks), support, episode);
    trace.output(EpisodeNames.PREDICTIONS, learned.predict(steps, query));
    learned
        .adapted(steps)
        .asMap()
        .forEach((name, kept) -> trace.output(EpisodeNames.adapted(name), kept));
    return trace.program();
  }

  /** Gives what is kept of each task after {@code steps} inner steps. */
  public Program adapting(int tasks, int steps) {
    return new Parting(adaptation(tasks, steps)).before(EpisodeNames.ADAPTED);
  }

  /**
   * Gives what is said of query examples after {@code steps} inner steps, from what was kept of
   * each task. A learner that asks the support examples themselves is given those too.
   */
  public Program answering(int tasks, int steps) {
    return new Parting(adaptation(tasks, steps))
        .after(EpisodeNames.ADAPTED, EpisodeNames.PREDICTIONS);
  }

  /** Gives what is said of query examples of tasks that are learned and forgotten. */
  public Program solving(int tasks, int steps) {
    return new Parting(adaptation(tasks, steps)).before(EpisodeNames.PREDICTIONS);
  }

  /**
   * How many tasks are judged or adapted at once: as many as an engine is well used by, at most 16.
   * It follows from the tasks' form and not from their number, so that what is said of a task does
   * not depend on which others come with it.
   *
   * @param ampleFlops those by which the engine is well used
   */
  public int tasksAtOnce(int steps, long ampleFlops) {
    long each = Math.max(1, Cost.of(evaluation(1, steps)).flops());
    int tasks = 1;
    while (tasks < MOST_AT_ONCE && 2L * tasks * each <= ampleFlops) {
      tasks *= 2;
    }
    return tasks;
  }

  private Symbols theta(Trace trace) {
    Map<String, Symbol> theta = new LinkedHashMap<>();
    for (Parameter parameter : layout().parameters()) {
      String input = EpisodeNames.parameter(parameter.name());
      theta.put(parameter.name(), trace.input(input, parameter.shape()));
    }
    return Symbols.of(theta);
  }

  private List<String> names(Role role) {
    return layout().parameters(role).stream().map(Parameter::name).toList();
  }

  private Batch support(Trace trace, int tasks) {
    return Batch.input(trace, EpisodeNames.SUPPORT, tasks, shape.support(), shape, sizes);
  }

  private Batch query(Trace trace, int tasks) {
    return Batch.input(trace, EpisodeNames.QUERY, tasks, shape.query(), shape, sizes);
  }

  private static Symbols forEachTask(Symbols theta, int tasks) {
    return theta.map(parameter -> parameter.repeat(tasks));
  }

  /** The sum over weighted tasks of what each says, {@code [tasks, ...]}. */
  static Symbol sum(Symbol perTask, Symbol weights) {
    Integer[] axes = new Integer[perTask.shape().rank() - 1];
    Arrays.setAll(axes, axis -> axis + 1);
    Symbol everywhere = axes.length == 0 ? weights : weights.broadcast(perTask.shape(), axes);
    return perTask.times(everywhere).sum(0);
  }
}
