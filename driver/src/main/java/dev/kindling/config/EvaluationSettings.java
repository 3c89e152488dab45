package dev.kindling.config;

import dev.kindling.episode.EpisodeSettings;
import dev.kindling.fault.Require;
import dev.kindling.learn.LearnerLimits;
import dev.kindling.meaning.Bounds;
import dev.kindling.meaning.LeftOutAs;
import dev.kindling.meaning.Meaning;
import dev.kindling.task.EpisodesSettings;
import dev.kindling.task.SinusoidSettings;
import dev.kindling.task.TaskSettings;
import java.util.List;

@Meaning("How a model is judged on tasks that it has not seen.")
public record EvaluationSettings(
    @Meaning("Tasks of one evaluation, if there are as many: stored ones are judged once each.")
        @Bounds(least = 1, most = EvaluationSettings.MOST_EPISODES)
        int episodes,
    @Meaning(
            "Inner steps after which the error is reported: after none, one and so on to"
                + " this many.")
        @Bounds(least = 0, most = LearnerLimits.STEPS)
        int steps,
    @Meaning(
            value = "Outer steps between two validations; 0 for one at the end only.",
            example = "1000")
        @Bounds(least = 0)
        long every,
    @Meaning(
            value =
                "In how many numberings of its classes each task is learned, its own and others drawn"
                    + " from its key; answers are the mean of the probabilities. Leave it at 1 where"
                    + " a class has the same number in all tasks.",
            example = "8")
        @Bounds(least = 1, most = EpisodeSettings.MOST_PERMUTATIONS)
        int permutations,
    @Meaning(
            "Which tasks to judge on. What is left out is as in tasks, as far as the kind is the same,"
                + " but without augmentation.")
        @LeftOutAs("tasks")
        TaskSettings tasks,
    @Meaning(
            value =
                "Outputs of other runs, whose models every report sets beside this one's, judged on the"
                    + " same tasks: one of the learner pretrain, for instance.",
            example = "[runs/pretrained]")
        List<String> baselines) {

  /** The driver keeps what each of them came to. */
  static final int MOST_EPISODES = 1_000_000;

  public EvaluationSettings {
    Require.between("episodes", Require.positive("episodes", episodes), 1, MOST_EPISODES);
    Require.notNegative("steps", steps);
    Require.atMost("steps", steps, LearnerLimits.STEPS);
    Require.notNegative("every", every);
    Require.between("permutations", permutations, 1, EpisodeSettings.MOST_PERMUTATIONS);
    requireUnchanged(Require.present("tasks", tasks));
    baselines = List.copyOf(baselines);
  }

  /** More classes may be asked for in judging, too; images are judged as they are. */
  private static void requireUnchanged(TaskSettings tasks) {
    if (tasks instanceof EpisodesSettings episodes && episodes.augmentation().changesImages()) {
      throw new IllegalArgumentException(
          "tasks.augmentation must change no image, since models are judged on images as they are;"
              + " leave out its turn, scale, shift and shear");
    }
    tasks.parts().forEach(part -> requireUnchanged(part.tasks()));
  }

  public static EvaluationSettings defaults() {
    return new EvaluationSettings(600, 10, 0, 1, SinusoidSettings.defaults(), List.of());
  }

  EvaluationSettings withTasks(TaskSettings others) {
    return new EvaluationSettings(episodes, steps, every, permutations, others, baselines);
  }

  /** The same number of inner steps, on the tasks that another model is judged on, and alone. */
  public EvaluationSettings onTasksOf(EvaluationSettings other) {
    return new EvaluationSettings(
        other.episodes, steps, every, other.permutations, other.tasks, List.of());
  }
}
