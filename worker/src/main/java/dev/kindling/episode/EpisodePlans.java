package dev.kindling.episode;

import dev.kindling.engine.Engine;
import dev.kindling.fault.Fault;
import dev.kindling.learn.Learner;
import dev.kindling.plan.Plan;
import dev.kindling.plan.Planner;
import dev.kindling.program.Program;

/**
 * The programs of a run and their plans: what will be computed, and what it will take, known before
 * anything is launched.
 */
public record EpisodePlans(Program program, Plan training, Plan evaluation) {

  /** The plans for {@code engine}, or a fault if one needs more than its memory. */
  public static EpisodePlans of(EpisodeSettings settings, Engine engine) {
    Learner learner = settings.buildLearner();
    var planner = new Planner(engine.target());
    int tasks = settings.tasksPerShard();
    Program training = learner.training(tasks);
    Program evaluation = learner.evaluation(tasks, settings.evaluationSteps());
    var plans = new EpisodePlans(training, planner.plan(training), planner.plan(evaluation));
    long limit = engine.target().memoryBytes();
    if (plans.peakBytes() > limit) {
      throw tooLarge(settings, plans.peakBytes(), limit, fitting(learner, planner, tasks, limit));
    }
    return plans;
  }

  /** The memory of a worker, which keeps both programs. */
  public long peakBytes() {
    return training.arenaBytes() + evaluation.arenaBytes();
  }

  /** The largest half, quarter, ... of {@code tasks} whose training fits, or 0. */
  private static int fitting(Learner learner, Planner planner, int tasks, long limit) {
    int fewer = tasks / 2;
    while (fewer > 0 && 2 * planner.plan(learner.training(fewer)).arenaBytes() > limit) {
      fewer /= 2;
    }
    return fewer;
  }

  private static Fault tooLarge(EpisodeSettings settings, long bytes, long limit, int fewer) {
    String advice = "raise engine.memory to " + (bytes / (1 << 20) + 1) + "m";
    return Fault.resources(
        "a worker needs %d bytes for shards of %d tasks but engine.memory is %s (%d bytes); %s"
                .formatted(
                    bytes, settings.tasksPerShard(), settings.engine().memory(), limit, advice)
            + (fewer > 0 ? " or lower training.tasks-per-shard to " + fewer : ""));
  }
}
