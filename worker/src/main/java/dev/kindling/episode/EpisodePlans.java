package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.fault.Fault;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Planner;
import dev.kindling.program.Program;
import dev.kindling.task.TaskShape;

/**
 * The programs of a run and their plans: what will be computed, and what it will take, known before
 * anything is launched.
 *
 * @param shape of each task
 * @param tasks how many tasks each program takes at once
 * @param evaluationSteps how many inner steps the evaluation takes
 * @param program the training program as traced
 */
public record EpisodePlans(
    TaskShape shape,
    int tasks,
    int evaluationSteps,
    Program program,
    Plan training,
    Plan evaluation) {

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
      if (!judged.shape().equals(plans.shape())) {
        var other = new KnownPlans.Fit(judged.shape(), judged.sizes(), tasks);
        known.of(other, settings::programs, steps, engine);
      }
      return plans;
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
    var planner = new Planner(engine.target());
    Program program = programs.training(tasks);
    Plan evaluation = planner.plan(programs.evaluation(tasks, evaluationSteps));
    long rest = engine.target().memoryBytes() - evaluation.arenaBytes();
    Plan training = planner.plan(program, rest);
    return new EpisodePlans(
        programs.shape(), tasks, evaluationSteps, program, training, evaluation);
  }

  /** The memory of a worker, which keeps both programs. */
  public long peakBytes() {
    return training.arenaBytes() + evaluation.arenaBytes();
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
