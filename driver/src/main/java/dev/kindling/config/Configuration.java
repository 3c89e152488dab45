package dev.kindling.config;

import dev.kindling.episode.EngineSettings;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.fault.Require;
import dev.kindling.learn.LearnerSettings;
import dev.kindling.learn.MamlSettings;
import dev.kindling.model.MlpSettings;
import dev.kindling.model.ModelSettings;
import dev.kindling.optimize.AdamSettings;
import dev.kindling.optimize.OptimizerSettings;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.TaskSettings;

/** Everything that decides what a run computes, and how. */
public record Configuration(
    long seed,
    TaskSettings tasks,
    ModelSettings model,
    LearnerSettings learner,
    OptimizerSettings optimizer,
    TrainingSettings training,
    EvaluationSettings evaluation,
    CheckpointSettings checkpoint,
    EngineSettings engine) {

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
        tasks, model, learner, engine, training.tasksPerShard(), evaluation.steps());
  }

  public Configuration withEvaluation(EvaluationSettings evaluation) {
    return new Configuration(
        seed, tasks, model, learner, optimizer, training, evaluation, checkpoint, engine);
  }
}
