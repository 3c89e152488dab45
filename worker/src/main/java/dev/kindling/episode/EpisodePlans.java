package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.engine.Footprint;
import dev.kindling.fault.Fault;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.plan.Plan;
import dev.kindling.program.Program;
import dev.kindling.task.TaskShape;

/**
 * The programs of a run and their plans: what will be computed, and what it will take, known before
 * anything is launched.
 *
 * @param shape of each task
 * @param tasks how many tasks the training program takes at once
 * @param judged how many the evaluation takes
 * @param evaluationSteps how many inner steps the evaluation takes
 * @param program the training program as traced
 * @param learning what a worker's program takes that learns tasks
 * @param judging what the one takes that judges them, be they of another form
 */
public record EpisodePlans(
    TaskShape shape,
    int tasks,
    int judged,
    int evaluationSteps,
    Program program,
    Plan training,
    Plan evaluation,
    Footprint learning,
    Footprint judging) {

  /** The plans for {@code engine}, or a fault if they need more than its memory. */
  public static EpisodePlans of(EpisodeSettings settings, Engine engine) {
    return of(settings, engine, new KnownPlans());
  }

  /** The same, for workers that share what is made here. */
  static EpisodePlans of(EpisodeSettings settings, Engine engine, KnownPlans known) {
    int tasks = settings.tasksPerShard();
    int steps = settings.evaluationSteps();
    try {
      var largest = new KnownPlans.Fit(settings.shape(), settings.sizes(), tasks);
      EpisodePlans plans = known.of(largest, settings::programs, steps, engine).plans();
      JudgedForm judged = JudgedForm.of(settings);
      var other = new KnownPlans.Fit(judged.shape(), judged.sizes(), tasks);
      return other.equals(largest)
          ? plans
          : plans.judging(known.of(other, settings::programs, steps, engine).plans());
    } catch (IllegalArgumentException | ArithmeticException misfit) {
      throw Fault.usage(
          "these settings make no program: %s; lower the inner steps, the model's sizes, the"
                  .formatted(misfit.getMessage())
              + " examples of a task or tasks-per-shard",
          misfit);
    }
  }

  /**
   * The same for programs of one's own.
   *
   * @param evaluationSteps how many are asked for; the learner may take fewer
   */
  public static EpisodePlans of(
      EpisodePrograms programs, int tasks, int evaluationSteps, Engine engine) {
    int steps = programs.learner().evaluationSteps(evaluationSteps);
    EpisodePlans plans = planned(programs, tasks, steps, engine);
    long limit = engine.target().memoryBytes();
    if (plans.peakBytes() > limit) {
      throw plans.tooLarge(limit, plans.fitting(programs, engine, limit));
    }
    return plans;
  }

  private static EpisodePlans planned(
      EpisodePrograms programs, int tasks, int evaluationSteps, Engine engine) {
    Program program = programs.training(tasks);
    int judged = programs.tasksAtOnce(evaluationSteps, engine.target().ampleFlops());
    Program judging = programs.evaluation(judged, evaluationSteps);
    long limit = engine.target().memoryBytes();
    Fitted evaluation = Fitted.of(judging, engine, limit);
    Fitted training = Fitted.of(program, engine, limit - evaluation.footprint().own());
    if (training.footprint().with(evaluation.footprint()).bytes() > limit) {
      evaluation = Fitted.of(judging, engine, limit - training.footprint().own());
    }
    return new EpisodePlans(
        programs.shape(),
        tasks,
        judged,
        evaluationSteps,
        program,
        training.plan(),
        evaluation.plan(),
        training.footprint(),
        evaluation.footprint());
  }

  /** The same, with the memory of a worker that judges tasks of another form. */
  private EpisodePlans judging(EpisodePlans other) {
    return new EpisodePlans(
        shape,
        tasks,
        judged,
        evaluationSteps,
        program,
        training,
        evaluation,
        learning,
        other.judging);
  }

  /** What a worker's programs take, which share what they need only while they run. */
  public Footprint footprint() {
    return learning.with(judging);
  }

  /** The memory of a worker. */
  public long peakBytes() {
    return footprint().bytes();
  }

  /** The largest half, quarter, ... of the tasks whose programs fit, or 0. */
  private int fitting(EpisodePrograms programs, Engine engine, long limit) {
    int fewer = tasks / 2;
    while (fewer > 0 && planned(programs, fewer, evaluationSteps, engine).peakBytes() > limit) {
      fewer /= 2;
    }
    return fewer;
  }

  private Fault tooLarge(long limit, int fewer) {
    String advice = fewer > 0 ? " or lower tasks-per-shard to " + fewer : "";
    return Fault.resources(
        "a worker needs %d bytes for shards of %d tasks but the engine's memory is %d bytes; raise it to"
                .formatted(peakBytes(), tasks, limit)
            + " %dk".formatted(peakBytes() / 1024 + 1)
            + advice);
  }
}
