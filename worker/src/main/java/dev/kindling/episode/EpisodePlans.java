package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.fault.Fault;
import dev.kindling.learn.Learner;
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
    return of(
        settings.buildLearner(),
        settings.shape(),
        settings.tasksPerShard(),
        settings.evaluationSteps(),
        engine);
  }

  public static EpisodePlans of(
      Learner learner, TaskShape shape, int tasks, int evaluationSteps, Engine engine) {
    var planner = new Planner(engine.target());
    Program program = learner.training(tasks);
    Plan training = planner.plan(program);
    Plan evaluation = planner.plan(learner.evaluation(tasks, evaluationSteps));
    var plans = new EpisodePlans(shape, tasks, evaluationSteps, program, training, evaluation);
    if (plans.peakBytes() > engine.target().memoryBytes()) {
      throw plans.tooLarge(learner, planner, engine.target().memoryBytes());
    }
    return plans;
  }

  /** The memory of a worker, which keeps both programs. */
  public long peakBytes() {
    return training.arenaBytes() + evaluation.arenaBytes();
  }

  private Fault tooLarge(Learner learner, Planner planner, long limit) {
    int fewer = tasks / 2;
    while (fewer > 0 && 2 * planner.plan(learner.training(fewer)).arenaBytes() > limit) {
      fewer /= 2;
    }
    return Fault.resources(
        "a worker needs %d bytes for shards of %d tasks but engine.memory is %d bytes; raise it to"
                .formatted(peakBytes(), tasks, limit)
            + " %dk".formatted(peakBytes() / 1024 + 1)
            + (fewer > 0 ? " or lower training.tasks-per-shard to " + fewer : ""));
  }
}
