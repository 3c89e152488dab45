package dev.kindling.config;

import dev.kindling.episode.EngineSettings;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.fault.Require;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learner.gradient.MamlSettings;
import dev.kindling.meaning.Meaning;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.optimize.AdamSettings;
import dev.kindling.optimize.OptimizerSettings;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.TaskSettings;

@Meaning("Everything that decides what a run computes, and how.")
public record Configuration(
    @Meaning(value = "What all randomness comes from: the same seed, the same bits.", example = "1")
        long seed,
    @Meaning("Which tasks to learn from.") TaskSettings tasks,
    @Meaning("Which model, and its sizes.") ModelSettings model,
    @Meaning("Which learner, and how it adapts to a task.") LearnerSettings learner,
    @Meaning("Which optimiser makes the outer updates.") OptimizerSettings optimizer,
    @Meaning("The outer loop.") TrainingSettings training,
    @Meaning("How the model is judged on tasks that it has not seen.")
        EvaluationSettings evaluation,
    @Meaning("When the state of the run is written down.") CheckpointSettings checkpoint,
    @Meaning("What runs the programs.") EngineSettings engine) {

  public Configuration {
    Require.present("tasks", tasks);
    Require.present("model", model);
    Require.present("learner", learner);
    Require.present("optimizer", optimizer);
    Require.present("training", training);
    Require.present("evaluation", evaluation);
    Require.present("checkpoint", checkpoint);
    Require.present("engine", engine);
  }

  public static Configuration defaults() {
    return new Configuration(
        0,
        SinusoidSettings.defaults(),
        MlpSettings.defaults(),
        MamlSettings.defaults(),
        AdamSettings.defaults(),
        TrainingSettings.defaults(),
        EvaluationSettings.defaults(),
        CheckpointSettings.defaults(),
        EngineSettings.defaults());
  }

  /** The part of it that executors need. */
  public EpisodeSettings episodes() {
    return new EpisodeSettings(
        tasks,
        model,
        learner,
        engine,
        training.tasksPerShard(),
        evaluation.steps(),
        evaluation.permutations(),
        evaluation.tasks(),
        training.sums());
  }

  /** The same, with other tasks to learn from and to be judged on. */
  public Configuration withTasks(TaskSettings tasks) {
    return withTasks(tasks, tasks.unaugmented());
  }

  /** The same, with other tasks to learn from, and others to be judged on. */
  public Configuration withTasks(TaskSettings tasks, TaskSettings judged) {
    EvaluationSettings evaluation = this.evaluation.withTasks(judged);
    return new Configuration(
        seed, tasks, model, learner, optimizer, training, evaluation, checkpoint, engine);
  }

  public Configuration withEvaluation(EvaluationSettings evaluation) {
    return new Configuration(
        seed, tasks, model, learner, optimizer, training, evaluation, checkpoint, engine);
  }
}
