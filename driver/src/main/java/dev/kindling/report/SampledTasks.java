package dev.kindling.report;

import dev.kindling.config.Configuration;
import dev.kindling.episode.EpisodeSettings;
import dev.kindling.episode.EpisodeWorker;
import dev.kindling.episode.MetaState;
import dev.kindling.episode.Shard;
import dev.kindling.episode.TaskAnswers;
import dev.kindling.evaluation.Evaluation;
import dev.kindling.task.Split;
import dev.kindling.task.TargetKind;
import dev.kindling.task.Task;
import dev.kindling.task.TaskSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The first few tasks that a model is judged on, and what it says of them; computed in this
 * process.
 */
public record SampledTasks(Configuration configuration, MetaState state, Split split) {
  private static final int MOST = 4;

  /**
   * Each as a nested map, for JSON.
   *
   * @param judged how many places of the evaluation had a task
   */
  public List<Map<String, Object>> trees(int judged) {
    List<TaskAnswers> sampled = new ArrayList<>();
    int count = Math.min(MOST, judged);
    try (EpisodeWorker worker = EpisodeWorker.open(oneByOne(configuration.evaluation().tasks()))) {
      for (int place = 0; place < count; place++) {
        sampled.addAll(worker.answers(state, shard(place)));
      }
    }
    boolean curves = sampled.stream().allMatch(each -> isCurve(each.task(), kind(each)));
    List<TaskAnswers> spread = curves ? spread(count) : List.of();
    List<Map<String, Object>> trees = new ArrayList<>();
    for (int i = 0; i < sampled.size(); i++) {
      var columns = configuration.tasks().open(Split.TRAIN).shape().columns();
      var sample = new SampleTree(sampled.get(i), columns);
      trees.add(i < spread.size() ? sample.curve(spread.get(i)) : sample.tree());
    }
    return trees;
  }

  private Shard shard(int place) {
    return Evaluation.single(configuration, split, place);
  }

  /** A program for one task takes little memory, whatever a shard of the run takes. */
  private EpisodeSettings oneByOne(TaskSettings judged) {
    return new EpisodeSettings(
        configuration.tasks(),
        configuration.model(),
        configuration.learner(),
        configuration.engine(),
        1,
        configuration.evaluation().steps(),
        configuration.evaluation().permutations(),
        judged,
        configuration.training().sums());
  }

  /** Where query examples are normalised together, more of them would change what is said. */
  private List<TaskAnswers> spread(int count) {
    if (configuration.model().queryStatistics().isPresent()) {
      return List.of();
    }
    List<TaskAnswers> spread = new ArrayList<>();
    var grid = new GridTasks(configuration.evaluation().tasks());
    try (EpisodeWorker worker = EpisodeWorker.open(oneByOne(grid))) {
      for (int place = 0; place < count; place++) {
        spread.addAll(worker.answers(state, shard(place)));
      }
    }
    return spread;
  }

  private static TargetKind kind(TaskAnswers answers) {
    return answers.steps().get(0).kind();
  }

  /** From one number to one number. */
  private static boolean isCurve(Task task, TargetKind kind) {
    int examples = task.support().count();
    return kind == TargetKind.NUMBERS
        && task.support().features().size() == examples
        && task.support().targets().size() == examples;
  }
}
