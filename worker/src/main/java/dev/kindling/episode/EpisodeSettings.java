package dev.kindling.episode;

import dev.kindling.fault.Require;
import dev.kindling.learn.EpisodePrograms;
import dev.kindling.learn.Learner;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.task.Sizes;
import dev.kindling.task.Split;
import dev.kindling.task.TaskSettings;
import dev.kindling.task.TaskShape;
import dev.kindling.task.TaskSource;
import java.io.Serializable;

/**
 * All that an executor must know to work on shards.
 *
 * @param tasksPerShard how many tasks one program learns from at once
 * @param evaluationSteps how many inner steps an evaluation takes
 * @param permutations in how many numberings of its classes an evaluation learns each task
 * @param judged what an evaluation takes its tasks from
 * @param sums in what form a shard's sum leaves the executor
 */
public record EpisodeSettings(
    TaskSettings tasks,
    ModelSettings model,
    LearnerSettings learner,
    EngineSettings engine,
    int tasksPerShard,
    int evaluationSteps,
    int permutations,
    TaskSettings judged,
    SumForm sums)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** The most numberings of a task's classes. */
  public static final int MOST_PERMUTATIONS = 100;

  public EpisodeSettings {
    Require.present("tasks", tasks);
    Require.present("model", model);
    Require.present("learner", learner);
    Require.present("engine", engine);
    Require.positive("tasks-per-shard", tasksPerShard);
    Require.notNegative("evaluation-steps", evaluationSteps);
    Require.atMost("evaluation-steps", evaluationSteps, LearnerLimits.STEPS);
    Require.between("permutations", permutations, 1, MOST_PERMUTATIONS);
    Require.present("judged", judged);
    Require.present("sums", sums);
  }

  /**
   * Settings of which a model is judged on what it learns from, each task as it is numbered, and
   * sums are exact.
   */
  public EpisodeSettings(
      TaskSettings tasks,
      ModelSettings model,
      LearnerSettings learner,
      EngineSettings engine,
      int tasksPerShard,
      int evaluationSteps) {
    this(
        tasks,
        model,
        learner,
        engine,
        tasksPerShard,
        evaluationSteps,
        1,
        Require.present("tasks", tasks).unaugmented(),
        SumForm.EXACT);
  }

  /** What is learned from or judged on: one part of a mixture, or all of it. */
  public TaskSettings tasks(Shard.Slots slots, int part) {
    TaskSettings all = slots == Shard.Slots.LISTED ? judged : tasks;
    return part == Shard.ALL ? all : all.parts().get(part).tasks();
  }

  /** The shape of the largest task, with all that is known of its columns. */
  TaskShape shape() {
    return model.columned(source().shape());
  }

  Sizes sizes() {
    return source().sizes();
  }

  private TaskSource source() {
    return tasks.open(Split.TRAIN);
  }

  public Learner buildLearner() {
    return learner.build(model, shape());
  }

  /** The programs of the learner for the largest tasks. */
  EpisodePrograms programs() {
    return programs(shape(), sizes());
  }

  /** The same for tasks of another size; the meta-parameters are laid out alike. */
  EpisodePrograms programs(TaskShape shape, Sizes sizes) {
    return EpisodePrograms.of(learner, model, shape, sizes);
  }
}
