package dev.kindling.command;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.cluster.HadoopSettings;
import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodePlans;
import dev.kindling.episode.EpisodeWorkers;
import dev.kindling.fault.Fault;
import dev.kindling.task.Split;
import dev.kindling.task.TaskSettings;
import java.util.Optional;

/** A trained model that is to be judged, on tasks that need not be those of its run. */
record JudgedModel(String run, CheckpointStore store, ChosenModel picked) {

  static JudgedModel open(String run, Optional<String> checkpoint) {
    CheckpointStore store = CheckpointStore.forReading(run, HadoopSettings.ofProcess());
    return new JudgedModel(run, store, ChosenModel.of(store, checkpoint));
  }

  Checkpoint checkpoint() {
    return picked.checkpoint();
  }

  /** What it was trained with. */
  Configuration trained() {
    return checkpoint().configuration();
  }

  /**
   * A model outlives the store that it learned from: judged on another, it is one for such tasks.
   */
  Configuration shaped(Configuration asked, Console console) {
    TaskSettings learned = asked.tasks();
    TaskSettings judged = asked.evaluation().tasks();
    try {
      learned.open(Split.TRAIN);
      return asked;
    } catch (Fault gone) {
      if (judged.stores().equals(learned.stores())) {
        throw gone;
      }
      console.say(
          "the tasks that the model of %s learned from are not looked at: %s"
              .formatted(run, gone.getMessage()));
      return asked.withTasks(judged, judged);
    }
  }

  /**
   * Refuses tasks that the model cannot be judged on, and programs that memory cannot hold.
   *
   * @return the plans of the others
   */
  EpisodePlans requireFit(Configuration asked) {
    EpisodePlans plans = EpisodeWorkers.shared().plan(asked.episodes());
    store.requireFit(checkpoint(), asked.episodes().buildLearner().layout());
    return plans;
  }
}
