package dev.kindling.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kindling.checkpoint.Checkpoint;
import dev.kindling.checkpoint.CheckpointStore;
import dev.kindling.cluster.HadoopSettings;
import dev.kindling.command.Commands.Outcome;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.TaskAnswers;
import dev.kindling.metric.Answers;
import dev.kindling.task.Key;
import dev.kindling.task.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A run that was trained for a moment, its model, and what an evaluation says with it. */
record TrainedRun(Path output) {

  static TrainedRun of(Path directory, String... more) {
    Path output = directory.resolve("run");
    List<String> arguments = new ArrayList<>(List.of("train", Commands.small(directory)));
    arguments.addAll(List.of("--output", output.toString()));
    arguments.addAll(List.of(more));
    Outcome outcome = Commands.run(arguments.toArray(String[]::new));
    assertThat(outcome.status()).as(outcome.error()).isZero();
    return new TrainedRun(output);
  }

  String model() {
    return output.resolve("model").toString();
  }

  /** Some tasks, with what is said of their query examples. */
  List<TaskAnswers> judged(int tasks) {
    CheckpointStore store =
        CheckpointStore.forReading(output.toString(), HadoopSettings.ofProcess());
    Checkpoint best = ChosenModel.of(store, Optional.empty()).checkpoint();
    try (EpisodeWorker worker = EpisodeWorker.open(best.configuration().episodes())) {
      MetaState state = MetaState.start(best.state().metaParameters());
      List<TaskAnswers> answers = new ArrayList<>();
      Shard.cut(Split.TEST, Key.of(2), tasks, 3)
          .forEach(shard -> answers.addAll(worker.answers(state, shard)));
      return answers;
    }
  }

  /** The scores after the last step, without those of examples that fill up. */
  static float[] scores(TaskAnswers task) {
    Answers last = task.steps().get(task.steps().size() - 1);
    return Arrays.copyOf(last.scores(), task.task().query().count() * last.outputs());
  }
}
